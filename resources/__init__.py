"""What the program ships as data: agreement forms, holiday tables, icons, fonts, report templates."""
