// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/qr_reader.h"

// Which of its versions of `text()` we would want: none, but the header asks for an answer.
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace madang::tool {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;  // since 2.2
#else
using Options = ZXing::DecodeHints;
#endif

}  // namespace

std::string read_qr(const GreyPicture& picture) {
  Options options;
  options.setFormats(ZXing::BarcodeFormat::QRCode);
  // What is dark is told apart by what is around it, as out in the light; where squares are large and grey,
  // that takes them for ground, and one threshold for all of the picture does not.
  for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram}) {
    options.setBinarizer(binarizer);
    const auto found = ZXing::ReadBarcodes(
        {picture.pixels.data(), picture.size.width, picture.size.height, ZXing::ImageFormat::Lum}, options);
    if (found.size() != 1 || !found.front().isValid())
      continue;
    const auto& bytes = found.front().bytes();
    return {bytes.begin(), bytes.end()};
  }
  return "";
}

}  // namespace madang::tool
