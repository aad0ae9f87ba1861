"""The one main window: navigation, the table of pages, and what leads from one page to another."""
