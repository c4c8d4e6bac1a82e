// CleanupTests
