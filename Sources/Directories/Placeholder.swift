// Directories
