// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#ifdef MADANG_CATCH2_V2
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
