// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ufieldpositer.h>
#include <unicode/ulistformatter.h>
#include <unicode/unumberformatter.h>

#include "content-schema/base/owned.h"

// Every owner of a HarfBuzz, FreeType or ICU handle. Included by the sources of player/text and by face.h
// only.
namespace madang {

using HbBlob = Owned<hb_blob_t, hb_blob_destroy>;
using HbFace = Owned<hb_face_t, hb_face_destroy>;
using HbFont = Owned<hb_font_t, hb_font_destroy>;
using HbBuffer = Owned<hb_buffer_t, hb_buffer_destroy>;
using FtLibrary = Owned<FT_LibraryRec_, FT_Done_FreeType>;
using FtFace = Owned<FT_FaceRec_, FT_Done_Face>;
using IcuBidi = Owned<UBiDi, ubidi_close>;
using IcuBreaks = Owned<UBreakIterator, ubrk_close>;
using IcuDateFormat = Owned<UDateFormat, udat_close>;
using IcuFieldPositions = Owned<UFieldPositionIterator, ufieldpositer_close>;
using IcuNumberFormat = Owned<UNumberFormatter, unumf_close>;
using IcuFormattedNumber = Owned<UFormattedNumber, unumf_closeResult>;
using IcuListFormat = Owned<UListFormatter, ulistfmt_close>;
using IcuPatterns = Owned<UDateTimePatternGenerator, udatpg_close>;

}  // namespace madang
