// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scheduler/alarm/cap_encoding.h"
#include "scheduler/alarm/cap_geometry.h"
#include "scheduler/alarm/cap_words.h"
#include "scheduler/alarm/xml_tree.h"

namespace madang::alarm {
namespace {

constexpr std::string_view k_name_space = "urn:oasis:names:tc:emergency:cap:";
constexpr size_t k_most_remarks = 32;

template <class Value>
using Words = std::initializer_list<std::pair<std::string_view, Value>>;

const Words<CapStatus> k_statuses{{"Actual", CapStatus::actual},
                                  {"Exercise", CapStatus::exercise},
                                  {"System", CapStatus::system},
                                  {"Test", CapStatus::test},
                                  {"Draft", CapStatus::draft}};
const Words<CapType> k_types{{"Alert", CapType::alert},
                             {"Update", CapType::update},
                             {"Cancel", CapType::cancel},
                             {"Ack", CapType::ack},
                             {"Error", CapType::error}};
const Words<CapScope> k_scopes{
    {"Public", CapScope::open}, {"Restricted", CapScope::restricted}, {"Private", CapScope::addressed}};
const Words<CapUrgency> k_urgencies{{"Unknown", CapUrgency::unknown},
                                    {"Past", CapUrgency::past},
                                    {"Future", CapUrgency::future},
                                    {"Expected", CapUrgency::expected},
                                    {"Immediate", CapUrgency::immediate}};
const Words<CapSeverity> k_severities{{"Unknown", CapSeverity::unknown},
                                      {"Minor", CapSeverity::minor},
                                      {"Moderate", CapSeverity::moderate},
                                      {"Severe", CapSeverity::severe},
                                      {"Extreme", CapSeverity::extreme}};
const Words<CapCertainty> k_certainties{
    {"Unknown", CapCertainty::unknown},    {"Unlikely", CapCertainty::unlikely},
    {"Possible", CapCertainty::possible},  {"Likely", CapCertainty::likely},
    {"Very Likely", CapCertainty::likely},  // CAP 1.0's, which 1.2 asks to read so
    {"Observed", CapCertainty::observed}};

template <class Value>
std::optional<Value> meaning_of_word(const Words<Value>& words, std::string_view text) {
  for (const auto& [word, value] : words) {
    if (same_letters(word, text))
      return value;
  }
  return std::nullopt;
}

tl::unexpected<Error> wrong(const std::string& path, int line, std::string_view ko, std::string_view en) {
  return fail(ErrorKind::invalid, "CAP {0} ({1}번째 줄): {2}", "CAP {0} (line {1}): {3}", path, line, ko, en);
}

/// One element and where it stands; what it hands out is of its own name space.
class Reader {
 public:
  Reader(const XmlElement& element, std::string path, std::vector<Bilingual>& remarks)
      : element_(element), path_(std::move(path)), remarks_(remarks) {}

  const std::string& path() const { return path_; }
  const std::string& text() const { return element_.text; }
  int line() const { return element_.line; }

  std::vector<Reader> all(std::string_view name) const {
    std::vector<Reader> found;
    for (const auto& child : element_.children) {
      if (child.name == name && child.name_space == element_.name_space)
        found.emplace_back(child, path_ + "/" + child.name, remarks_);
    }
    for (size_t i = 0; found.size() > 1 && i < found.size(); ++i)
      found[i].path_ = fmt::format("{}[{}]", found[i].path_, i + 1);
    return found;
  }

  bool has_signature() const {
    return std::any_of(element_.children.begin(), element_.children.end(), [](const XmlElement& child) {
      return child.name == "Signature" && child.name_space == "http://www.w3.org/2000/09/xmldsig#";
    });
  }

  /// Must be there once and say something: two readers might each heed another of two.
  Result<Reader> required(std::string_view name) const {
    auto found = all(name);
    if (found.size() == 1 && !found.front().text().empty())
      return found.front();
    if (found.size() > 1)
      return wrong(found[1].path_, found[1].line(), "한 번만 있어야 합니다.", "it may be there only once.");
    return wrong(path_ + "/" + std::string{name}, line(), "꼭 있어야 합니다.", "it must be there.");
  }

  /// Empty where there is none. Of several the first counts.
  std::string optional(std::string_view name) const {
    const auto found = all(name);
    if (found.size() > 1)
      found[1].remark("한 번만 있어야 해서 첫 번째 것만 썼습니다.",
                      "it may be there only once; the first one counts.");
    return found.empty() ? std::string{} : found.front().text();
  }

  std::vector<std::string> texts(std::string_view name) const {
    std::vector<std::string> result;
    for (const auto& each : all(name)) {
      if (!each.text().empty())
        result.push_back(each.text());
    }
    return result;
  }

  std::vector<CapValue> values(std::string_view name) const {
    std::vector<CapValue> result;
    for (const auto& each : all(name))
      result.push_back({each.optional("valueName"), each.optional("value")});
    return result;
  }

  /// CAP 1.2, 3.3.2. Wrong times cost their own value: without an end an alarm stays until it is cancelled.
  std::optional<SysTime> time(std::string_view name) const {
    const std::string text = optional(name);
    if (text.empty())
      return std::nullopt;
    const auto read = parse_iso8601(text);
    if (!read) {
      child_remark(name, "시각을 읽을 수 없어 쓰지 않았습니다.", "the time cannot be read and was left out.");
      return std::nullopt;
    }
    remark_zulu(name, text);
    return *read;
  }

  void remark_zulu(std::string_view name, std::string_view text) const {
    if (text.ends_with('Z') || text.ends_with('z'))
      child_remark(name, "UTC는 Z가 아니라 -00:00으로 적어야 합니다.", "UTC is to be written -00:00, not Z.");
  }

  template <class Value>
  Value word(std::string_view name, const Words<Value>& words, Value otherwise) const {
    const std::string text = optional(name);
    const auto known = meaning_of_word(words, text);
    if (!known)
      child_remark(name, "없거나 모르는 값이어서 Unknown으로 읽었습니다.",
                   "missing or unknown; read as Unknown.");
    return known.value_or(otherwise);
  }

  std::optional<double> number(std::string_view name) const {
    const std::string text = optional(name);
    const auto read = text.empty() ? std::nullopt : parse_decimal(text);
    if (!text.empty() && !read)
      child_remark(name, "숫자가 아니어서 쓰지 않았습니다.", "not a number; left out.");
    return read;
  }

  void remark(std::string_view ko, std::string_view en) const { add_remark(path_, line(), ko, en); }

  void child_remark(std::string_view name, std::string_view ko, std::string_view en) const {
    const auto found = all(name);
    add_remark(path_ + "/" + std::string{name}, found.empty() ? line() : found.front().line(), ko, en);
  }

 private:
  void add_remark(const std::string& path, int line, std::string_view ko, std::string_view en) const {
    if (remarks_.size() < k_most_remarks)
      remarks_.push_back(say("CAP {0} ({1}번째 줄): {2}", "CAP {0} (line {1}): {3}", path, line, ko, en));
  }

  const XmlElement& element_;
  std::string path_;
  std::vector<Bilingual>& remarks_;
};

CapArea read_area(const Reader& reader) {
  CapArea area;
  area.description = reader.optional("areaDesc");
  area.geocodes = reader.values("geocode");
  area.altitude_ft = reader.number("altitude");
  area.ceiling_ft = reader.number("ceiling");
  for (const auto& each : reader.all("polygon")) {
    if (auto polygon = parse_polygon(each.text()))
      area.polygons.push_back(std::move(*polygon));
    else
      each.remark("다각형이 아니어서 쓰지 않았습니다.", "this is no polygon; left out.");
  }
  for (const auto& each : reader.all("circle")) {
    if (const auto circle = parse_circle(each.text()))
      area.circles.push_back(*circle);
    else
      each.remark("원이 아니어서 쓰지 않았습니다.", "this is no circle; left out.");
  }
  return area;
}

CapInfo read_info(const Reader& reader) {
  CapInfo info;
  if (auto language = reader.optional("language"); !language.empty())
    info.language = std::move(language);
  info.categories = reader.texts("category");
  info.event = reader.optional("event");
  info.responses = reader.texts("responseType");
  info.urgency = reader.word("urgency", k_urgencies, CapUrgency::unknown);
  info.severity = reader.word("severity", k_severities, CapSeverity::unknown);
  info.certainty = reader.word("certainty", k_certainties, CapCertainty::unknown);
  info.audience = reader.optional("audience");
  info.event_codes = reader.values("eventCode");
  info.effective = reader.time("effective");
  info.onset = reader.time("onset");
  info.expires = reader.time("expires");
  info.sender_name = reader.optional("senderName");
  info.headline = reader.optional("headline");
  info.description = reader.optional("description");
  info.instruction = reader.optional("instruction");
  info.web = reader.optional("web");
  info.contact = reader.optional("contact");
  info.parameters = reader.values("parameter");
  for (const auto& each : reader.all("area"))
    info.areas.push_back(read_area(each));
  return info;
}

/// `sender,identifier,sent` with white space between; an identifier may have commas, against the standard.
std::vector<CapReference> read_references(const Reader& reader) {
  std::vector<CapReference> result;
  bool told = false;
  for (const auto& each : split_at_space(reader.optional("references"))) {
    const size_t first = each.find(',');
    const size_t last = each.rfind(',');
    if (first == std::string::npos || first == last || first == 0 || last == first + 1) {
      if (!std::exchange(told, true)) {
        reader.child_remark("references", "sender,identifier,sent 꼴이 아닌 것은 쓰지 않았습니다.",
                            "what is not sender,identifier,sent was left out.");
      }
      continue;
    }
    result.push_back(
        {each.substr(0, first), each.substr(first + 1, last - first - 1), each.substr(last + 1)});
  }
  return result;
}

template <class Value>
Result<Value> required_word(const Reader& reader, std::string_view name, const Words<Value>& words) {
  const auto element = reader.required(name);
  if (!element)
    return fail(element.error());
  if (const auto known = meaning_of_word(words, element->text()))
    return *known;
  std::string choices;
  for (const auto& [word, value] : words)
    choices += (choices.empty() ? "" : ", ") + std::string{word};
  return wrong(element->path(), element->line(), "다음 가운데 하나여야 합니다: " + choices,
               "it must be one of " + choices);
}

Status read_identity(const Reader& reader, CapAlert& alert) {
  const auto identifier = reader.required("identifier");
  const auto sender = reader.required("sender");
  const auto sent = reader.required("sent");
  const auto status = required_word(reader, "status", k_statuses);
  const auto type = required_word(reader, "msgType", k_types);
  for (const auto* each : {&identifier, &sender, &sent}) {
    if (!*each)
      return fail(each->error());
  }
  if (!status)
    return fail(status.error());
  if (!type)
    return fail(type.error());
  const auto time = parse_iso8601(sent->text());
  if (!time) {
    return wrong(sent->path(), sent->line(), "2026-11-22T15:00:00+09:00 꼴의 시각이어야 합니다.",
                 "it must be a time like 2026-11-22T15:00:00+09:00.");
  }
  reader.remark_zulu("sent", sent->text());
  if (const auto references = reader.all("references"); references.size() > 1)
    return wrong(references[1].path(), references[1].line(), "한 번만 있어야 합니다.",
                 "it may be there only once.");
  alert.identifier = identifier->text();
  alert.sender = sender->text();
  alert.sent = *time;
  alert.status = *status;
  alert.type = *type;
  return {};
}

Result<CapAlert> read_alert(const XmlElement& root, std::vector<Bilingual> remarks) {
  CapAlert alert;
  alert.remarks = std::move(remarks);
  const Reader reader{root, root.name, alert.remarks};
  if (root.name != "alert" || (!root.name_space.empty() && !root.name_space.starts_with(k_name_space)))
    return wrong(root.name, root.line, "CAP의 alert가 아닙니다.", "this is no CAP alert.");
  if (!root.name_space.ends_with(":1.2") && !root.name_space.ends_with(":1.1"))
    reader.remark("CAP 1.1이나 1.2라고 적혀 있지 않습니다.", "it does not say that it is CAP 1.1 or 1.2.");
  if (const auto read = read_identity(reader, alert); !read)
    return fail(read.error());

  const std::string scope = reader.optional("scope");
  alert.scope = meaning_of_word(k_scopes, scope);
  if (!alert.scope)
    reader.child_remark("scope", "없거나 모르는 값이어서 모두에게 보내는 것으로 읽었습니다.",
                        "missing or unknown; taken as meant for all.");
  alert.source = reader.optional("source");
  alert.restriction = reader.optional("restriction");
  alert.addresses = split_quoted(reader.optional("addresses"));
  alert.codes = reader.texts("code");
  alert.note = reader.optional("note");
  alert.references = read_references(reader);
  alert.incidents = split_quoted(reader.optional("incidents"));
  alert.is_signed = reader.has_signature();
  for (const auto& each : reader.all("info")) {
    if (alert.infos.size() == k_most_cap_infos) {
      each.remark("info가 너무 많아 여기서부터 쓰지 않았습니다.",
                  "too many infos; those from here on were left out.");
      break;
    }
    alert.infos.push_back(read_info(each));
  }
  return alert;
}

}  // namespace

Result<CapAlert> parse_cap(std::span<const std::byte> xml) {
  if (xml.size() > k_most_cap_bytes) {
    return fail(ErrorKind::limit, "CAP 문서가 {}바이트로 너무 큽니다. {}바이트까지 받습니다.",
                "the CAP document is too large: {} bytes; up to {} are taken.", xml.size(), k_most_cap_bytes);
  }
  auto decoded = decode_xml(xml);
  if (!decoded)
    return fail(decoded.error());
  const auto root = parse_xml(decoded->utf8);
  if (!root)
    return fail(root.error());
  return read_alert(*root, std::move(decoded->remarks));
}

const std::string* find_value(const std::vector<CapValue>& values, std::string_view name) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const CapValue& each) { return same_letters(each.name, name); });
  return found == values.end() ? nullptr : &found->value;
}

}  // namespace madang::alarm
