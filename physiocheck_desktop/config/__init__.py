"""Settings, folders, resources and logging; read by the composition root, which hands values down."""
