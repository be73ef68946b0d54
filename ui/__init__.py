"""The window: rooms, dialogs and widgets around one matter session."""
