// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder: the owners of cairo's handles.

#include <cairo.h>

#include "content-schema/base/owned.h"

namespace madang {

using CairoSurface = Owned<cairo_surface_t, cairo_surface_destroy>;
using Cairo = Owned<cairo_t, cairo_destroy>;

}  // namespace madang
