// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/config.h"

#include <algorithm>

#include "content-schema/base/file.h"
#include "content-schema/yaml/fields.h"
#include "content-schema/yaml/reader.h"
#include "scheduler/alarm/command.h"

namespace madang::bridge {
namespace {

namespace fs = std::filesystem;
using yaml::elements;
using yaml::Field;
using yaml::Fields;
using yaml::Keys;
using yaml::Node;
using yaml::Parse;
using yaml::Single;

const Keys k_bridge{"alarm-bridge",
                    {"kind", "version", "site", "name", "key", "secret", "state", "listen", "geocode",
                     "point", "screens", "authorities", "broker", "panels", "modbus", "gpio"}};
const Keys k_screen{"screen", {"id", "url", "zones"}};
const Keys k_broker{"broker", {"url", "login", "authorities"}};
const Keys k_panels{"panels", {"listen", "accounts"}};
const Keys k_account{"account",
                     {"name", "key", "timestamps", "supervision", "zone", "zones", "place", "places"}};
const Keys k_modbus{"modbus",
                    {"name", "host", "port", "unit", "points", "heartbeat", "interval", "patience",
                     "supervision", "zone", "place"}};
const Keys k_point{"point", {"name", "coil", "input", "wiring", "subject", "settle", "zone", "place"}};
const Keys k_bit{"bit", {"coil", "input"}};
const Keys k_gpio{"gpio",
                  {"name", "chip", "lines", "bias", "closed", "interval", "supervision", "zone", "place"}};
const Keys k_line{"line", {"name", "line", "wiring", "subject", "settle", "zone", "place"}};

/// What the parts of the file are read into, and with.
struct Reader {
  const Parse& parse;
  fs::path folder;
  Config config{};
  std::set<std::string> inputs{};
};

std::optional<std::string> read_name(const Parse& parse, const Field& field) {
  auto text = yaml::read_string(parse, field);
  if (text && !alarm::is_name(*text)) {
    parse.error("bad-id", field.node,
                say("'{}' 값은 이름으로 쓸 수 없습니다.", "'{}' cannot be this name.", field.key),
                say("영문자, 숫자, 점, 밑줄, 붙임표로 64자까지 쓰세요.",
                    "use up to 64 letters, digits, dots, underscores and hyphens."));
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> read_place_id(const Parse& parse, const Field& field) {
  auto text = yaml::read_string(parse, field);
  if (text && !alarm::is_place(*text)) {
    parse.error(
        "bad-id", field.node,
        say("'{}'은(는) 지도에 적은 곳의 id일 수 없습니다.", "'{}' cannot be the id of something on the map.",
            *text),
        say("한글, 영문자, 숫자, 점, 밑줄, 붙임표로 64바이트까지, 'block-b'처럼 쓰세요.",
            "use up to 64 bytes of letters, digits, dots, underscores and hyphens, as in 'block-b'."));
    return std::nullopt;
  }
  return text;
}

std::optional<http::Endpoint> read_endpoint(const Parse& parse, const Field& field) {
  const auto text = yaml::read_string(parse, field);
  if (!text)
    return std::nullopt;
  auto endpoint = http::parse_endpoint(*text);
  if (endpoint)
    return std::move(*endpoint);
  parse.error("bad-address", field.node, endpoint.error().message);
  return std::nullopt;
}

/// An address that begins with one of `schemes`.
auto url_reader(std::vector<std::string_view> schemes) {
  return
      [schemes = std::move(schemes)](const Parse& parse, const Field& field) -> std::optional<std::string> {
        auto text = yaml::read_string(parse, field);
        if (text && std::none_of(schemes.begin(), schemes.end(), [&](std::string_view each) {
              return text->starts_with(each) && text->size() > each.size();
            })) {
          yaml::refuse(parse, field, "bad-address", "", std::string(schemes.front()) + "10.0.0.21:8650");
          return std::nullopt;
        }
        return text;
      };
}

auto path_reader(const fs::path& folder) {
  return [folder](const Parse& parse, const Field& field) -> std::optional<fs::path> {
    auto text = yaml::read_string(parse, field);
    return text ? std::optional(folder / *text) : std::nullopt;
  };
}

auto integer_reader(int least, int most) {
  return [least, most](const Parse& parse, const Field& field) {
    return yaml::read_integer(parse, field, least, most);
  };
}

std::optional<Wiring> read_wiring(const Parse& parse, const Field& field) {
  return yaml::read_choice<Wiring>(parse, field,
                                   {{"open", Wiring::normally_open}, {"closed", Wiring::normally_closed}});
}

/// What a contact may stand for: only what screens are told of.
std::optional<PanelSubject> read_subject(const Parse& parse, const Field& field) {
  return yaml::read_choice<PanelSubject>(parse, field,
                                         {{"fire", PanelSubject::fire},
                                          {"smoke", PanelSubject::smoke},
                                          {"heat", PanelSubject::heat},
                                          {"flame", PanelSubject::flame},
                                          {"call-point", PanelSubject::call_point},
                                          {"sprinkler", PanelSubject::sprinkler},
                                          {"gas", PanelSubject::gas},
                                          {"power", PanelSubject::power},
                                          {"system", PanelSubject::system}});
}

/// `zone:` and `place:` of what stands under `fields`, for what that input says of its zone `said`.
void take_zone(Reader& reader, const Fields& fields, const std::string& input, const std::string& said) {
  std::string zone;
  if (fields.take("zone", zone, read_name)) {
    reader.config.zones.insert(zone);
    reader.config.plan.zones[{input, said}] = zone;
  }
  std::string place;
  if (fields.take("place", place, read_place_id))
    reader.config.plan.places[{input, said}] = place;
}

/// `zones:` or `places:` of a panel: its own zones, and what each of them means in the market.
template <class Read, class Take>
void take_by_zone(const Parse& parse, const Fields& fields, const char* key, Bilingual wanted,
                  const char* example, const Read& read, const Take& take) {
  const Node* list = fields.find(key);
  if (list == nullptr)
    return;
  for (const Node::Entry& entry : list->entries) {
    if (auto value = read(parse, Field{*entry.value, key})) {
      // Panels' zones are told without leading zeros.
      const auto digits = entry.key->text.find_first_not_of('0');
      take(digits == std::string::npos ? "0" : entry.key->text.substr(digits), std::move(*value));
    }
  }
  if (!list->is_map()) {
    parse.error("wrong-type", *list,
                say("'{0}'에는 '수신기의 회로: {1}' 줄들이 와야 합니다.",
                    "'{0}' should be 'zone of the panel: {2}' lines.", key, wanted.ko, wanted.en),
                say("'\"5\": {}'처럼 쓰세요.", "write them like '\"5\": {}'.", example));
  }
}

/// A name that no other input has: reports come under it.
std::string take_input_name(Reader& reader, const Fields& fields, std::string_view example) {
  std::string name;
  const Node* node = fields.require("name", example);
  if (node != nullptr && fields.take("name", name, read_name) && !reader.inputs.insert(name).second) {
    reader.parse.error("duplicate-id", *node,
                       say("'{}'을(를) 두 번 적었습니다.", "'{}' is written twice.", name),
                       say("다른 이름을 쓰세요.", "use another name."));
  }
  return name;
}

void read_screens(Reader& reader, const Field& field) {
  const Parse& parse = reader.parse;
  std::set<std::string> known;
  for (const Node* node : elements(parse, field, Single::refused)) {
    const Fields fields(parse, *node, k_screen);
    if (!fields.valid())
      continue;
    ConfiguredScreen screen;
    const Node* id = fields.require("id", "gate-1");
    fields.take("id", screen.id, yaml::read_id);
    if (id != nullptr && !screen.id.empty() && !known.insert(screen.id).second) {
      parse.error("duplicate-id", *id,
                  say("화면 '{}'을(를) 두 번 적었습니다.", "the screen '{}' is written twice.", screen.id),
                  say("하나만 남기세요.", "keep one of them."));
    }
    fields.require("url", "http://10.0.0.21:8650");
    fields.take("url", screen.url, url_reader({"http://", "https://"}));
    if (const Node* zones = fields.find("zones")) {
      for (const Node* each : elements(parse, {*zones, "zones"}, Single::allowed)) {
        if (auto zone = read_name(parse, {*each, "zones"})) {
          reader.config.zones.insert(*zone);
          screen.zones.push_back(std::move(*zone));
        }
      }
    }
    reader.config.screens.push_back(std::move(screen));
  }
}

void read_broker(Reader& reader, const Node& node) {
  const Fields fields(reader.parse, node, k_broker);
  if (!fields.valid())
    return;
  ConfiguredBroker broker;
  fields.require("url", "mqtt://10.0.0.2:1883");
  fields.take("url", broker.url, url_reader({"mqtt://", "mqtts://"}));
  fields.take("login", broker.login, path_reader(reader.folder));
  fields.take("authorities", broker.authorities, path_reader(reader.folder));
  reader.config.broker = std::move(broker);
}

void read_account(Reader& reader, const Node& node, ConfiguredPanels& panels) {
  const Parse& parse = reader.parse;
  const Fields fields(parse, node, k_account);
  if (!fields.valid())
    return;
  Dc09Account account;
  account.name = take_input_name(reader, fields, "\"1234\"");
  fields.take("key", account.key, yaml::read_string);
  fields.take("timestamps", account.timestamps, [](const Parse& p, const Field& field) {
    return yaml::read_choice<TimestampCheck>(p, field,
                                             {{"encrypted", TimestampCheck::encrypted},
                                              {"always", TimestampCheck::always},
                                              {"never", TimestampCheck::never}});
  });
  fields.take("supervision", account.supervision, yaml::read_duration);
  take_zone(reader, fields, account.name, "");
  ZonePlan& plan = reader.config.plan;
  take_by_zone(parse, fields, "zones", say("시장 구역", "zone of the market"), "east", read_name,
               [&](const std::string& said, std::string zone) {
                 reader.config.zones.insert(zone);
                 plan.zones[{account.name, said}] = std::move(zone);
               });
  take_by_zone(parse, fields, "places", say("지도에 적은 곳의 id", "id of something on the map"), "block-b",
               read_place_id, [&](const std::string& said, std::string place) {
                 plan.places[{account.name, said}] = std::move(place);
               });
  if (auto sound = check_accounts({&account, 1}); !sound)
    parse.error("bad-account", node, sound.error().message);
  panels.accounts.push_back(std::move(account));
}

void read_panels(Reader& reader, const Node& node) {
  const Fields fields(reader.parse, node, k_panels);
  if (!fields.valid())
    return;
  ConfiguredPanels panels{{"0.0.0.0", 12'000}, {}};
  fields.take("listen", panels.listen, read_endpoint);
  if (const Node* accounts = fields.require("accounts", "[ { name: \"1234\" } ]")) {
    for (const Node* each : elements(reader.parse, {*accounts, "accounts"}, Single::refused))
      read_account(reader, *each, panels);
  }
  reader.config.panels = std::move(panels);
}

/// `coil: 3` or `input: 3`.
std::optional<ModbusBit> take_bit(const Parse& parse, const Fields& fields) {
  static constexpr std::string_view k_tables[] = {"coil", "input"};
  const Node::Entry* entry =
      fields.exactly_one(k_tables, say("어느 비트인지 적지 않았습니다.", "it does not say which bit."));
  if (entry == nullptr)
    return std::nullopt;
  const auto address = yaml::read_integer(parse, {*entry->value, entry->key->text}, 0, 65'535);
  if (!address)
    return std::nullopt;
  return ModbusBit{entry->key->text == "coil" ? ModbusTable::coils : ModbusTable::discrete_inputs, *address};
}

/// What a contact is, whatever it is read by.
ContactPoint take_contact(Reader& reader, const Fields& fields, const std::string& device,
                          std::set<std::string>& known) {
  ContactPoint contact;
  const Node* name = fields.require("name", "east-hall");
  if (name != nullptr && fields.take("name", contact.name, read_name) && !known.insert(contact.name).second) {
    reader.parse.error("duplicate-id", *name,
                       say("'{}'을(를) 두 번 적었습니다.", "'{}' is written twice.", contact.name),
                       say("다른 이름을 쓰세요.", "use another name."));
  }
  fields.take("wiring", contact.wiring, read_wiring);
  fields.take("subject", contact.subject, read_subject);
  fields.take("settle", contact.settle, yaml::read_duration);
  take_zone(reader, fields, device, contact.name);
  return contact;
}

void read_modbus(Reader& reader, const Node& node) {
  const Parse& parse = reader.parse;
  const Fields fields(parse, node, k_modbus);
  if (!fields.valid())
    return;
  ModbusDevice device;
  device.name = take_input_name(reader, fields, "io-1");
  fields.require("host", "10.0.0.40");
  fields.take("host", device.host, yaml::read_string);
  int port = device.port;
  fields.take("port", port, integer_reader(1, 65'535));
  device.port = static_cast<std::uint16_t>(port);
  fields.take("unit", device.unit, integer_reader(1, 255));
  fields.take("interval", device.interval, yaml::read_duration);
  fields.take("patience", device.patience, yaml::read_duration);
  fields.take("supervision", device.supervision, yaml::read_duration);
  take_zone(reader, fields, device.name, "");
  std::set<std::string> known;
  if (const Node* points = fields.require("points", "[ { name: east-hall, input: 0 } ]")) {
    for (const Node* each : elements(parse, {*points, "points"}, Single::refused)) {
      const Fields point(parse, *each, k_point);
      if (!point.valid())
        continue;
      ContactPoint contact = take_contact(reader, point, device.name, known);
      if (const auto bit = take_bit(parse, point))
        device.points.push_back({std::move(contact), *bit});
    }
  }
  if (const Node* heartbeat = fields.find("heartbeat")) {
    const Fields bit(parse, *heartbeat, k_bit);
    if (bit.valid())
      device.heartbeat = take_bit(parse, bit);
  }
  reader.config.modbus.push_back(std::move(device));
}

void read_gpio(Reader& reader, const Node& node) {
  const Parse& parse = reader.parse;
  const Fields fields(parse, node, k_gpio);
  if (!fields.valid())
    return;
  ContactDevice device;
  device.name = take_input_name(reader, fields, "board");
  device.chip = "/dev/gpiochip0";
  fields.take("chip", device.chip, yaml::read_string);
  fields.take("bias", device.bias, [](const Parse& p, const Field& field) {
    return yaml::read_choice<Bias>(p, field,
                                   {{"pull-up", Bias::pull_up},
                                    {"pull-down", Bias::pull_down},
                                    {"off", Bias::off},
                                    {"as-is", Bias::as_is}});
  });
  fields.take("closed", device.closed, [](const Parse& p, const Field& field) {
    return yaml::read_choice<ContactDevice::Closed>(
        p, field, {{"low", ContactDevice::Closed::low}, {"high", ContactDevice::Closed::high}});
  });
  fields.take("interval", device.interval, yaml::read_duration);
  fields.take("supervision", device.supervision, yaml::read_duration);
  take_zone(reader, fields, device.name, "");
  std::set<std::string> known;
  if (const Node* lines = fields.require("lines", "[ { name: east-hall, line: 17 } ]")) {
    for (const Node* each : elements(parse, {*lines, "lines"}, Single::refused)) {
      const Fields line(parse, *each, k_line);
      if (!line.valid())
        continue;
      ContactLine contact{take_contact(reader, line, device.name, known)};
      int offset = 0;
      line.require("line", "17");
      line.take("line", offset, integer_reader(0, 1023));
      contact.offset = static_cast<unsigned>(offset);
      device.lines.push_back(std::move(contact));
    }
  }
  reader.config.gpio.push_back(std::move(device));
}

void read_place(Reader& reader, const Fields& fields) {
  const Parse& parse = reader.parse;
  std::string text;
  if (fields.take("geocode", text, yaml::read_string)) {
    if (text.size() != 10 || text.find_first_not_of("0123456789") != std::string::npos)
      yaml::refuse(parse, {*fields.find("geocode"), "geocode"}, "bad-number", "", "\"5011000000\"");
    reader.config.place.geocodes.push_back({"KRDSTGeocode", text});
  }
  if (fields.take("point", text, yaml::read_string)) {
    reader.config.place.point = alarm::parse_point(text);
    if (!reader.config.place.point)
      yaml::refuse(parse, {*fields.find("point"), "point"}, "bad-number", "", "33.512,126.528");
  }
}

void read_bridge(Reader& reader, const Node& root) {
  const Parse& parse = reader.parse;
  const Fields fields(parse, root, k_bridge);
  if (!check_header(parse, fields, "alarm-bridge"))
    return;
  Config& config = reader.config;
  const auto path = path_reader(reader.folder);
  fields.require("site", "olle-market");
  fields.take("site", config.name.site, read_name);
  fields.take("name", config.name.source, read_name);
  fields.require("key", "alarm-bridge.pem");
  fields.take("key", config.key, path);
  fields.require("secret", "alarm.secret");
  fields.take("secret", config.secret, path);
  fields.take("state", config.state, path);
  fields.take("listen", config.listen, read_endpoint);
  fields.take("authorities", config.authorities, path);
  read_place(reader, fields);
  if (const Node* screens = fields.find("screens"))
    read_screens(reader, {*screens, "screens"});
  if (const Node* broker = fields.find("broker"))
    read_broker(reader, *broker);
  if (const Node* panels = fields.find("panels"))
    read_panels(reader, *panels);
  const auto each_of = [&](const char* key, void (*read)(Reader&, const Node&)) {
    if (const Node* list = fields.find(key)) {
      for (const Node* each : elements(parse, {*list, key}, Single::refused))
        read(reader, *each);
    }
  };
  each_of("modbus", read_modbus);
  each_of("gpio", read_gpio);
  if (config.screens.empty() && !config.broker) {
    parse.error("nothing-to-reach", root,
                say("화면에 이르는 길이 없습니다.", "there is no road to any screen."),
                say("screens나 broker를 적으세요.", "write screens, or broker."));
  }
}

}  // namespace

Result<Config> load_config(const fs::path& file) {
  const Limits limits;
  const auto bytes = read_file(file, limits.file_bytes);
  if (!bytes)
    return fail(bytes.error());
  yaml::Report report(limits.problems);
  yaml::Links links;
  const Parse parse{file.string(), report, links};
  const auto tree = yaml::read_yaml(*bytes, file.string(), limits, report);
  Reader reader{parse, fs::absolute(file).parent_path()};
  if (tree)
    read_bridge(reader, *tree->root);
  if (report.errors() == 0 && tree)
    return std::move(reader.config);
  Bilingual all;
  for (const Problem& each : report.finish().list) {
    all.ko += "\n" + to_text(each, Lang::ko);
    all.en += "\n" + to_text(each, Lang::en);
  }
  return fail(ErrorKind::invalid, "설정 파일이 잘못되었습니다.{0}", "the configuration is wrong.{1}", all.ko,
              all.en);
}

}  // namespace madang::bridge
