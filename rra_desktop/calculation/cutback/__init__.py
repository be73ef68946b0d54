"""Who sells how many shares when the underwriters will not take all."""
