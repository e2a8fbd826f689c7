// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<TableColumn::Align>{"start", "centre", "end", "decimal"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, TableColumn> value) {
  io.field("title", value.title);
  io.field("align", value.align);
  io.field("width", value.width);
}

template <class Io>
void describe(Io& io, Ref<Io, TableCell> value) {
  io.one_of({"text", "value"}, value.what);
}

template <class Io>
void describe(Io& io, Ref<Io, TableRow> value) {
  io.field("cells", value.cells);
  io.field("sold-out", value.sold_out);
}

template <class Io>
void describe(Io& io, Ref<Io, TableItem> value) {
  io.field("columns", value.columns);
  io.field("rows", value.rows);
  io.field("csv", value.csv);
  io.field("languages", value.languages);
  io.field("every", value.every);
  io.field("head", value.head);
  io.field("stripe", value.stripe);
  io.field("style", value.style);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const TableItem&);
template void describe(Reader&, TableItem&);

}  // namespace madang
