// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Catch2 v2 (Debian 12) and v3 (Debian 13) under one name.
#ifdef MADANG_CATCH2_V2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
using Catch::Approx;
#endif
