// ImportFilesTests
