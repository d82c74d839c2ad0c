// Catch2, whichever version is installed.
#pragma once

#ifdef TARIFF_CATCH2_V2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif
