// ImportFiles
