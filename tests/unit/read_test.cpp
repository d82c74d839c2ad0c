// Usage and events from text: what is read, what is a bad line and why, what ends the reading.
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <vector>

#include "interpreter/read/event_reader.hpp"
#include "interpreter/read/usage_reader.hpp"
#include "tests/catch.hpp"

namespace tariff {
namespace {

const Zone shanghai = *Zone::load("Asia/Shanghai");

Schema calls() {
  Field kind{"interface", FieldKind::choice, {"ImageToObject", "ImageToClass"}, false, false, false};
  Field pages{"pages", FieldKind::number, {}, true, false, true};
  Field weight{"weight", FieldKind::number, {}, false, true, true};
  Field note{"note", FieldKind::text, {}, false, false, true};
  return {{{"call", 0, 4}}, {kind, pages, weight, note}};
}

Schema calls_and_storage() {
  Field pages{"pages", FieldKind::number, {}, true, false, false};
  Field bytes{"bytes", FieldKind::number, {}, true, false, false};
  return {{{"call", 0, 1}, {"storage", 1, 1}}, {pages, bytes}};
}

// All that a reading yields, with the cells as text.
struct Reading {
  std::vector<std::string> rows;
  std::vector<BadLine> bad;
  std::vector<std::string> notices;
  std::string error;
};

std::string cell_text(const Field& field, const Column& column, std::size_t row) {
  if (!column.given[row]) return "-";
  switch (field.kind) {
    case FieldKind::choice:
      return field.choices[column.codes[row]];
    case FieldKind::number:
      return column.numbers.at(row).text();
    case FieldKind::instant:
      return shanghai.text(column.instants[row]);
    case FieldKind::text:
      return std::string(column.texts[row]);
  }
  return {};
}

std::string row_text(const Schema& schema, const Batch& batch, std::size_t row) {
  const RecordKind& kind = schema.kinds[batch.kinds[row]];
  std::string text = std::to_string(batch.lines[row]) + " " + shanghai.text(batch.times_at[row]) + " " +
                     std::string(batch.accounts[row]) + " " + kind.name;
  if (!batch.ids.empty()) text += " #" + std::string(batch.ids[row]);
  if (batch.times[row] != 1) text += " x" + std::to_string(batch.times[row]);
  for (std::size_t i = kind.first; i < kind.first + kind.count; ++i) {
    text += " " + cell_text(schema.fields[i], batch.columns[i], row);
  }
  return text;
}

Reading read_all(std::vector<Input> inputs, const Schema& schema, ReadOptions options) {
  Reading result;
  options.on_bad = [&](const BadLine& line) { result.bad.push_back(line); };
  options.on_notice = [&](const std::string& notice) { result.notices.push_back(notice); };
  try {
    UsageReader reader(std::move(inputs), schema, shanghai, options);
    std::vector<Batch> batches;  // kept, so that views into what was given up would show
    for (Batch batch; reader.next(batch);) batches.push_back(std::exchange(batch, {}));
    for (const Batch& batch : batches) {
      for (std::size_t row = 0; row < batch.rows; ++row) result.rows.push_back(row_text(schema, batch, row));
    }
  } catch (const ReadError& error) {
    result.error = error.what();
  }
  return result;
}

Reading read(std::string text, const Schema& schema = calls(), ReadOptions options = {}) {
  std::vector<Input> inputs;
  inputs.emplace_back("usage.csv", std::move(text));
  return read_all(std::move(inputs), schema, std::move(options));
}

std::vector<std::string> reasons(const Reading& reading) {
  std::vector<std::string> result;
  for (const BadLine& line : reading.bad) result.push_back(std::to_string(line.line) + ": " + line.reason);
  return result;
}

using Texts = std::vector<std::string>;

const std::string header = "time,account,interface,pages,weight,note\n";
const std::string first = "2026-01-01T00:00:00+08:00,a,ImageToClass,1,0.5,x\n";
const std::string first_row = " 2026-01-01T00:00:00+08:00 a call ImageToClass 1 0.5 x";

// The reason that a line is bad for, between two good ones.
std::string reason_of(const std::string& line, ReadOptions options = {}) {
  Reading reading = read(header + first + line + "\n" + first, calls(), std::move(options));
  CHECK(reading.error.empty());
  CHECK(reading.rows.size() == 2);
  REQUIRE(reading.bad.size() == 1);
  CHECK(reading.bad[0].line == 3);
  CHECK(reading.bad[0].offset == header.size() + first.size());
  return reading.bad[0].reason;
}

std::string with_cells(const std::string& cells) { return "2026-01-01T00:00:00+08:00,a," + cells; }

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

}  // namespace

TEST_CASE("a record of every kind of field") {
  Reading reading = read(
      "account,weight,time,id,interface,times,pages,note\n"
      "a,-1.50,2026-01-01 00:00:00.123,r1,ImageToObject,3,12,\"say \"\"hi\"\", you\"\n"
      "b,,2025-12-31T16:00:01Z,,ImageToClass,,,\n");
  CHECK(reading.error == "");
  CHECK(reading.rows ==
        Texts{"2 2026-01-01T00:00:00.123+08:00 a call #r1 x3 ImageToObject 12 -1.5 say \"hi\", you",
              "3 2026-01-01T00:00:01+08:00 b call # ImageToClass - - -"});
}

TEST_CASE("byte-order mark, CRLF, empty lines, quoted line ends, no newline at the end") {
  Reading reading = read(
      "\xEF\xBB\xBFtime,account,interface,note\r\n\r\n"
      "2026-01-01,a,\"ImageToClass\",\"two\r\nlines\"\r\n\n"
      "2026-01-02,b,ImageToObject,last");
  CHECK(reading.rows == Texts{"3 2026-01-01T00:00:00+08:00 a call ImageToClass - - two\r\nlines",
                              "6 2026-01-02T00:00:00+08:00 b call ImageToObject - - last"});
  CHECK(reading.bad.empty());
}

TEST_CASE("bad lines say why") {
  CHECK(reason_of(with_cells("ImageToClass,1")) == "4 cells where the header has 6");
  CHECK(reason_of(with_cells("ImageToClass,1,2,x,y")) == "7 cells where the header has 6");
  CHECK(reason_of(with_cells("ImageToClass,\"1,000\",,")) == "`pages` is not a number: `1,000`");
  CHECK(reason_of(with_cells("ImageToClass,1e3,,")) == "`pages` is not a number: `1e3`");
  CHECK(reason_of(with_cells("ImageToClass, 1,,")) == "`pages` is not a number: ` 1`");
  CHECK(reason_of(with_cells("ImageToClass,,.5,")) == "`weight` is not a number: `.5`");
  CHECK(reason_of(with_cells("ImageToClass,,5.,")) == "`weight` is not a number: `5.`");
  CHECK(reason_of(with_cells("ImageToClass,,--5,")) == "`weight` is not a number: `--5`");
  CHECK(reason_of(with_cells("ImageToClass,1.0,,")) == "`pages` is not a whole number: `1.0`");
  CHECK(reason_of(with_cells("ImageToClass,-1,,")) == "`pages` is below zero: `-1`");
  CHECK(reason_of(with_cells("ImageToclass,1,,")) ==
        "`interface` is none of ImageToObject, ImageToClass: `ImageToclass`; did you mean `ImageToClass`?");
  CHECK(reason_of(with_cells(",1,,")) == "`interface` is empty");
  CHECK(reason_of("yesterday,a,ImageToClass,1,,") == "`time` is not a time: `yesterday`");
  CHECK(reason_of("2026-02-30,a,ImageToClass,1,,") == "`time` is not a time: `2026-02-30`");
  CHECK(reason_of("2026-01-01T00:00:00+08:00,,ImageToClass,1,,") == "`account` is empty");
  CHECK(reason_of(with_cells("ImageToClass,1,,caf\xE9")) == "not UTF-8");
  CHECK(reason_of(with_cells("ImageToClass,1,,a") + std::string(1, '\0') + "b") == "a NUL byte");
  CHECK(reason_of(with_cells("ImageToClass,1,,5\" pipe")) ==
        "a quote in a cell that does not begin with one");
  CHECK(reason_of(with_cells("ImageToClass,1,,\"a\" b")) == "text after the closing quote");
  CHECK(reason_of(with_cells("ImageToClass,1,,\"open")) == "a quote never closes");
  CHECK(reason_of(with_cells("ImageToClass," + std::string(101, '1') + ",,")).find("more than 100 digits") !=
        std::string::npos);
}

TEST_CASE("`times` counts from one") {
  Reading reading =
      read("time,account,interface,times\n2026-01-01,a,ImageToClass,0\n2026-01-01,a,ImageToClass,1.5\n");
  CHECK(reasons(reading) == Texts{"2: `times` is not a whole number from 1: `0`",
                                  "3: `times` is not a whole number from 1: `1.5`"});
}

TEST_CASE("a bad line leaves nothing behind in its row") {
  Reading reading = read(header + with_cells("ImageToClass,7,8,x") + "\n" + with_cells("ImageToClass,1,x,y") +
                         "\n" + with_cells("ImageToObject,,,") + "\n");
  CHECK(reading.rows[1] == "4 2026-01-01T00:00:00+08:00 a call ImageToObject - - -");
}

TEST_CASE("the text of a bad line is cut between characters and is UTF-8") {
  std::string note;
  for (int i = 0; i < 100; ++i) note += "价";
  Reading reading = read(header + with_cells("ImageToClass,x,,") + note + "\xFF\n");
  REQUIRE(reading.bad.size() == 1);
  std::string start = with_cells("ImageToClass,x,,");
  CHECK(reading.bad[0].text == start + note.substr(0, (200 - start.size()) / 3 * 3));
  CHECK(excerpt(std::string("a\xFF\0b", 4)) == "a\uFFFD\uFFFDb");
}

TEST_CASE("a record longer than allowed is bad, whatever is in it") {
  ReadOptions small;
  small.max_record = 100;
  CHECK(reason_of(with_cells("ImageToClass,1,,") + std::string(100, 'x'), small) ==
        "the record is longer than 100 bytes");
  CHECK(reason_of(with_cells("ImageToClass,1,,\"") + std::string(100, 'x'), small) ==
        "a quote does not close within 100 bytes");
  CHECK(reason_of(with_cells("ImageToClass,1,,") + std::string((1 << 20) + 1, 'x')) ==
        "the record is longer than 1048576 bytes");
  std::string cells = with_cells("ImageToClass,1,,");
  std::string longest = cells + std::string((1 << 20) - cells.size(), 'x');
  CHECK(read(header + longest + "\n").rows.size() == 1);
}

TEST_CASE("after a quote that never closes the next lines are read") {
  std::string text = header + first + with_cells("ImageToClass,1,,\"open") + "\n";
  for (int i = 0; i < 50'000; ++i) text += first;  // more than a record may hold
  Reading reading = read(text);
  CHECK(reasons(reading) == Texts{"3: a quote does not close within 1048576 bytes"});
  CHECK(reading.rows.size() == 50'001);
  CHECK(reading.rows.back() == "50003" + first_row);
}

TEST_CASE("records survive the ends of blocks") {
  std::string text = header;
  for (int i = 0; i < 20'000; ++i)
    text += with_cells("ImageToClass,1,,\"a\nb \"\"") + std::to_string(i) + "\"\n";
  Reading reading = read(text);
  REQUIRE(reading.rows.size() == 20'000);
  for (int i = 0; i < 20'000; ++i) {
    REQUIRE(reading.rows[i] == std::to_string(2 + 2 * i) +
                                   " 2026-01-01T00:00:00+08:00 a call ImageToClass 1 - a\nb \"" +
                                   std::to_string(i));
  }
}

TEST_CASE("numbers are exact, whatever their scales") {
  auto weights = [](const Texts& cells) {
    std::string text = "time,account,interface,weight\n";
    for (const auto& cell : cells) text += with_cells("ImageToClass," + cell + "\n");
    Texts result;
    for (const auto& row : read(text).rows) result.push_back(row.substr(row.find(" - ") + 3));
    return result;
  };
  CHECK(weights({"1", "0.25", "-3.5"}) == Texts{"1 -", "0.25 -", "-3.5 -"});
  CHECK(weights({"9223372036854775807", "0.000000000000000001", "-123456789012345678901234567890.5"}) ==
        Texts{"9223372036854775807 -", "0.000000000000000001 -", "-123456789012345678901234567890.5 -"});
  CHECK(weights({"999999999999999999", "0.1", "", "5"}) ==
        Texts{"999999999999999999 -", "0.1 -", "- -", "5 -"});
  CHECK(weights({"0.0000000000000000001", "7"}) == Texts{"0.0000000000000000001 -", "7 -"});
}

TEST_CASE("gzip and zstd are unpacked, several parts as one text") {
  std::string half = header + first, rest = first + first;
  Texts rows = {"2" + first_row, "3" + first_row, "4" + first_row};
  CHECK(read(gzip(half + rest)).rows == rows);
  CHECK(read(gzip(half) + gzip(rest)).rows == rows);
  CHECK(read(zstd(half + rest)).rows == rows);
  CHECK(read(zstd(half) + zstd(rest)).rows == rows);
}

TEST_CASE("compressed data that is cut or broken ends the reading") {
  std::string text = header;
  for (int i = 0; i < 1000; ++i)
    text += with_cells("ImageToClass," + std::to_string(i * 7919 % 1000) + ",,x\n");
  for (std::string packed : {gzip(text), zstd(text)}) {
    CHECK(read(packed.substr(0, packed.size() / 2)).error == "usage.csv: the compressed data ends too early");
    CHECK(read(packed.substr(0, 5)).error == "usage.csv: the compressed data ends too early");
    for (std::size_t i = 8; i < 40; ++i) packed[i] = '\x55';
    CHECK(read(packed).error == "usage.csv: the compressed data is broken");
  }
  CHECK(read(gzip(text) + "rubbish").error == "usage.csv: the compressed data is broken");
}

TEST_CASE("a line of 100 MB is passed over without being held") {
  std::string packed = gzip(header + first);
  std::string part = gzip(std::string(1'000'000, 'x'));
  for (int i = 0; i < 100; ++i) packed += part;
  packed += gzip("\n" + first);
  Reading reading = read(packed);
  CHECK(reasons(reading) == Texts{"3: the record is longer than 1048576 bytes"});
  CHECK(reading.rows == Texts{"2" + first_row, "4" + first_row});
}

TEST_CASE("columns are found by name") {
  CHECK(read("time,interface\n").error ==
        "usage.csv: there is no column `account`, only `time`, `interface`");
  CHECK(
      read("time,acount,interface\n").error ==
      "usage.csv: there is no column `account`, only `time`, `acount`, `interface`; did you mean `acount`?");
  CHECK(read("time,account\n").error == "usage.csv: there is no column `interface`, only `time`, `account`");
  CHECK(read("time,account,time\n").error == "usage.csv:1: two columns are named `time`");
  CHECK(read("").error == "usage.csv: the file is empty; its first line must name the columns");
  CHECK(read("time,\"account\n").error == "usage.csv:1: a quote never closes");
  std::vector<Input> nowhere;
  nowhere.emplace_back("/nowhere/usage.csv");
  CHECK(read_all(std::move(nowhere), calls(), {}).error == "/nowhere/usage.csv: No such file or directory");
}

TEST_CASE("columns nobody knows are passed over with one notice") {
  std::vector<Input> inputs;
  for (int i = 0; i < 2; ++i)
    inputs.emplace_back("u", "time,account,interface,pagse,arrived\n2026-01-01,a,ImageToClass,1,\n");
  Reading reading = read_all(std::move(inputs), calls(), {});
  CHECK(reading.rows.size() == 2);
  CHECK(reading.notices == Texts{"u: the column `pagse` is not known and passed over; did you mean `pages`?",
                                 "u: the column `arrived` is not known and passed over"});
}

TEST_CASE("fields may have other names in the input") {
  ReadOptions renamed;
  renamed.renamed = {{"interface", "api"}, {"time", "at"}, {"pages", "n"}};
  Reading reading =
      read("at,account,api,n\n2026-01-01,a,ImageToClass,2\n2026-01-01,a,ImageToClass,x\n", calls(), renamed);
  CHECK(reading.rows == Texts{"2 2026-01-01T00:00:00+08:00 a call ImageToClass 2 - -"});
  CHECK(reasons(reading) == Texts{"3: `n` is not a number: `x`"});
}

TEST_CASE("several kinds of record") {
  Schema schema = calls_and_storage();
  Reading reading = read(
      "time,account,record,pages,bytes\n2026-01-01,a,call,3,\n2026-01-01,a,storage,oops,7\n"
      "2026-01-01,a,storage,1,\n2026-01-01,a,cal,1,\n",
      schema);
  CHECK(reading.rows ==
        Texts{"2 2026-01-01T00:00:00+08:00 a call 3", "3 2026-01-01T00:00:00+08:00 a storage 7"});
  CHECK(reasons(reading) ==
        Texts{"4: `bytes` is empty", "5: `record` is none of call, storage: `cal`; did you mean `call`?"});
  CHECK(read("time,account,pages,bytes\n", schema).error ==
        "usage.csv: there is no column `record`, only `time`, `account`, `pages`, `bytes`");
  CHECK(read("time,account,record,pages\n2026-01-01,a,call,3\n", schema).rows.size() == 1);
  CHECK(read("time,account,record,pages\n2026-01-01,a,storage,3\n", schema).error ==
        "usage.csv: there is no column `bytes`, only `time`, `account`, `record`, `pages`");
}

TEST_CASE("records out of order end the reading, or are sorted") {
  std::string text =
      "time,account,interface\n2026-01-02,a,ImageToClass\n2026-01-01,b,ImageToClass\n"
      "2026-01-02,c,ImageToClass\n2026-01-01,d,ImageToClass\n";
  CHECK(read(text).error ==
        "usage.csv:3: the time 2026-01-01T00:00:00+08:00 is earlier than 2026-01-02T00:00:00+08:00 at "
        "usage.csv:2; "
        "records must be in time order, or be sorted with --sort");
  ReadOptions sort;
  sort.sort = true;
  Texts accounts;
  for (const auto& row : read(text, calls(), sort).rows) accounts.push_back(row.substr(28, 1));
  CHECK(accounts == Texts{"b", "d", "a", "c"});
}

TEST_CASE("several inputs follow one another") {
  auto both = [](const std::string& a, const std::string& b) {
    std::vector<Input> inputs;
    inputs.emplace_back("a.csv", "time,account,interface\n" + a + ",a,ImageToClass\n");
    inputs.emplace_back("b.csv", "account,id,time,interface\nb,7," + b + ",ImageToClass\n");
    return read_all(std::move(inputs), calls(), {});
  };
  CHECK(both("2026-01-01", "2026-01-02").rows ==
        Texts{"2 2026-01-01T00:00:00+08:00 a call ImageToClass - - -",
              "2 2026-01-02T00:00:00+08:00 b call #7 ImageToClass - - -"});
  CHECK(both("2026-01-02", "2026-01-01")
            .error.find("b.csv:2: the time 2026-01-01T00:00:00+08:00 is earlier than "
                        "2026-01-02T00:00:00+08:00 at a.csv:2") == 0);
}

TEST_CASE("strict: the first bad line ends the reading") {
  ReadOptions strict;
  strict.strict = true;
  CHECK(read(header + first + with_cells("ImageToClass,x,,") + "\n", calls(), strict).error ==
        "usage.csv:3: `pages` is not a number: `x`");
}

TEST_CASE("JSON lines") {
  Reading reading = read(
      "\n {\"time\": \"2026-01-01\", \"account\": \"a\\u4ef7\", \"interface\": \"ImageToClass\", \"pages\": "
      "12 , "
      "\"weight\": 123456789012345678901234567890.25, \"note\": null, \"more\": {\"x\": [1]}}\n"
      "{\"time\":\"2026-01-01\",\"account\":17,\"interface\":\"ImageToClass\",\"weight\":-0.1,\"note\":true}"
      "\r\n\n"
      "{\"time\":\"2026-01-01\",\"account\":\"b\",\"interface\":\"ImageToClass\"}");
  CHECK(reading.error == "");
  CHECK(reasons(reading) == Texts{});
  CHECK(reading.rows == Texts{"2 2026-01-01T00:00:00+08:00 a价 call # ImageToClass 12 "
                              "123456789012345678901234567890.25 -",
                              "3 2026-01-01T00:00:00+08:00 17 call # ImageToClass - -0.1 true",
                              "5 2026-01-01T00:00:00+08:00 b call # ImageToClass - - -"});
  CHECK(reading.notices == Texts{"usage.csv: the column `more` is not known and passed over"});
}

TEST_CASE("bad lines of JSON say why") {
  const std::string good = R"({"time":"2026-01-01","account":"a","interface":"ImageToClass"})";
  auto reason = [&](const std::string& members) {
    Reading reading = read(good + "\n" + members + "\n" + good + "\n");
    CHECK(reading.rows.size() == 2);
    REQUIRE(reading.bad.size() == 1);
    CHECK(reading.bad[0].line == 2);
    return reading.bad[0].reason;
  };
  const std::string start = R"({"time":"2026-01-01","account":"a","interface":"ImageToClass",)";
  CHECK(reason(start + R"("pages":1e3})") == "`pages` is not a number: `1e3`");
  CHECK(reason(start + R"("pages":[1]})") == "`pages`: an array or object");
  CHECK(reason(start + R"("pages":01})") == "`pages`: neither text, number, true, false nor null");
  CHECK(reason(start + R"("time":"2026-01-01"})") == "`time` occurs twice");
  CHECK(reason(start + R"("note":"a\u0000"})") == "`note`: a NUL byte");
  CHECK(reason(good + good) == "text after the object");
  CHECK(reason(R"({"time":"2026-01-01","interface":"ImageToClass"})") == "`account` is empty");
  CHECK(reason("[1]").find("not a JSON object") == 0);
  CHECK(reason(start).find("not a JSON object") == 0);
  CHECK(reason(start + "\"note\":\"\xFF\"}").find("not a JSON object") == 0);
  CHECK(reason(start + "\"note\":\"" + std::string(1 << 20, 'x') + "\"}") ==
        "the record is longer than 1048576 bytes");
}

TEST_CASE("events") {
  std::vector<BadLine> bad;
  ReadOptions options;
  options.on_bad = [&](const BadLine& line) { bad.push_back(line); };
  auto read_text = [&](const std::string& text) {
    std::vector<Input> inputs;
    inputs.emplace_back("events.csv", text);
    return read_events(std::move(inputs), shanghai, options);
  };
  auto events = read_text(
      "time,account,event,item,quantity,value,ref\n"
      "2026-01-01,a,buy,pack.p1,2,en,r\n2026-01-01,a,by,pack.p1,2,en,r\n2026-01-01,a,buy,pack.p1,0,en,r\n"
      "noon,a,buy,pack.p1,,,r\n2026-01-02,b,top_up,,,12.5,\n");
  REQUIRE(events.size() == 2);
  CHECK(events[0].kind == EventKind::buy);
  CHECK(events[0].item == "pack.p1");
  CHECK(events[0].quantity == 2);
  CHECK(events[0].value == "en");
  CHECK(events[0].ref == "r");
  CHECK(events[1].kind == EventKind::top_up);
  CHECK(events[1].quantity == 1);
  CHECK(events[1].value == "12.5");
  CHECK(events[1].line == 6);
  REQUIRE(bad.size() == 3);
  CHECK(bad[0].reason ==
        "`event` is none of buy, refund, top_up, set, reset, open, close: `by`; did you mean `buy`?");
  CHECK(bad[1].reason == "`quantity` is not a whole number from 1: `0`");
  CHECK(bad[2].reason == "`time` is not a time: `noon`");

  CHECK(read_text(R"({"time":"2026-01-01","account":"a","event":"close"})").at(0).kind == EventKind::close);
  CHECK_THROWS_WITH(read_text("time,account\n"),
                    "events.csv: there is no column `event`, only `time`, `account`");
  const std::string unordered = "time,account,event\n2026-01-02,a,open\n2026-01-01,a,close\n";
  CHECK_THROWS_WITH(
      read_text(unordered),
      "events.csv:3: the time 2026-01-01T00:00:00+08:00 is earlier than 2026-01-02T00:00:00+08:00 at "
      "events.csv:2; records must be in time order, or be sorted with --sort");
  options.sort = true;
  CHECK(read_text(unordered)[0].kind == EventKind::close);
}

}  // namespace tariff
