#include "CTestMessages.h"
