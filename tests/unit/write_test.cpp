// A bill as files, as JSON and as text.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "interpreter/write/bill_folder.hpp"
#include "interpreter/write/bill_json.hpp"
#include "interpreter/write/bill_text.hpp"
#include "interpreter/write/sha256.hpp"
#include "tests/catch.hpp"

namespace tariff {
namespace {

const Zone shanghai = *Zone::load("Asia/Shanghai");
const Rendering chinese{shanghai, {"CNY", 2}};

Instant at(const char* text) { return *shanghai.parse(text); }
Number number(const char* text) { return *Number::parse(text); }

Bill january() {
  Bill bill;
  bill.lines = {
      {"a,1", at("2026-01-01"), at("2026-02-01"), "calls", "en", "", "postpaid", 39308, "call",
       number("196.54"), "s:3"},
      {"b", at("2026-01-01"), at("2026-02-01"), "calls", "中文", "", "b/1", number("0.5"), "call", 0, "s:3"}};
  bill.rejections = {
      {at("2026-01-03T01:02:03.004"), "b", "call", "r1", 17, 3, "no_source", "say \"no\"\nplease", "s:9"}};
  bill.refunds = {{at("2026-01-05"), "b", "b/1", number("9.9"), "s:5"}};
  return bill;
}

Bill february() {
  Bill bill;
  bill.lines = {{"a,1", at("2026-02-01"), at("2026-02-02"), "calls", "en", "", "postpaid", 1, "call",
                 number("0.005"), "s:3"}};
  bill.notices = {{at("2026-02-01"), "b", "event", "b/9", "no such package", "s:4"}};
  bill.packages = {{"b", "b/1", "pack.trial", "中文", at("2026-01-01"), never, 10, number("0.5"),
                    number("9.5"), "refunded"}};
  bill.summary.records = 3;
  bill.summary.requests = 5;
  bill.summary.accepted = 2;
  bill.summary.rejected = 3;
  bill.summary.rejected_by_reason = {{"no_source", 3}};
  bill.summary.accounts = 2;
  bill.summary.items["calls"] = {39312, number("0.5"), 39309, 3, number("196.545"), "call"};
  bill.summary.packages = {{"refunded", 1}};
  bill.summary.refunds = number("9.9");
  bill.summary.total = number("196.545");
  bill.summary.balances = {{"b", number("-2.2")}};
  bill.summary.until = at("2026-03-01");
  return bill;
}

Bill whole() {
  Bill bill;
  for (const Bill& part : {january(), february()}) add_part(bill, part);
  return bill;
}

std::string content(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Removed when the test ends.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "tariff_write_test";
  ~Folder() { std::filesystem::remove_all(path); }
};

const std::string lines_text =
    "account,period_start,period_end,item,pool,row,source,quantity,unit,amount,currency,clause\n"
    "\"a,1\",2026-01-01T00:00:00+08:00,2026-02-01T00:00:00+08:00,calls,en,,postpaid,39308,call,196.54,CNY,s:"
    "3\n"
    "b,2026-01-01T00:00:00+08:00,2026-02-01T00:00:00+08:00,calls,中文,,b/1,0.5,call,0.00,CNY,s:3\n"
    "\"a,1\",2026-02-01T00:00:00+08:00,2026-02-02T00:00:00+08:00,calls,en,,postpaid,1,call,0.005,CNY,s:3\n";

}  // namespace

TEST_CASE("a bill becomes a folder of files, made anew by each run") {
  Folder folder;
  for (int run = 0; run < 2; ++run) {
    BillFolder files((folder.path / "out").string(), chinese);
    files.add(january());
    files.add(BadLine{"u.csv", 7, 120, "`pages` is not a number: `1,000`", "x\ny"});
    files.add(february());
    files.finish({{"soe", "Oral evaluation", "soe.tariff", "2026-01-01", sha256("abc")}});
  }
  auto file = [&](const char* name) { return content(folder.path / "out" / name); };
  CHECK(file("lines.csv") == lines_text);
  CHECK(file("packages.csv") ==
        "account,ref,package,pool,bought_at,expires_at,size,used,remaining,status\n"
        "b,b/1,pack.trial,中文,2026-01-01T00:00:00+08:00,,10,0.5,9.5,refunded\n");
  CHECK(file("rejected.csv") ==
        "time,account,record,id,line,times,reason,message,clause\n"
        "2026-01-03T01:02:03.004+08:00,b,call,r1,17,3,no_source,\"say \"\"no\"\"\nplease\",s:9\n");
  CHECK(file("refunds.csv") ==
        "time,account,ref,amount,currency,clause\n2026-01-05T00:00:00+08:00,b,b/1,9.90,CNY,s:5\n");
  CHECK(file("notices.csv") ==
        "time,account,kind,subject,message,clause\n2026-02-01T00:00:00+08:00,b,event,b/9,no such "
        "package,s:4\n");
  CHECK(file("bad.csv") ==
        "file,line,offset,reason,text\nu.csv,7,120,\"`pages` is not a number: `1,000`\",\"x\ny\"\n");
  auto summary = nlohmann::json::parse(file("summary.json"));
  CHECK(summary["bad_lines"] == 1);
  CHECK(summary["requests_accepted"] == 2);
  CHECK(summary["units"]["calls"]["drawn"] == "0.5");
  CHECK(summary["totals"]["calls"] == "196.545");
  CHECK(summary["refunds"] == "9.90");
  CHECK(summary["balances"]["b"] == "-2.20");
  CHECK(summary["until"] == "2026-03-01T00:00:00+08:00");
  CHECK(summary["tariffs"][0]["sha256"] ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("more rows than a block holds") {
  Folder folder;
  Bill bill = january();
  bill.lines.resize(1);
  BillFolder files(folder.path.string(), chinese);
  for (int i = 0; i < 20'000; ++i) files.add(bill);
  files.finish({});
  std::string text = content(folder.path / "lines.csv");
  CHECK(std::count(text.begin(), text.end(), '\n') == 20'001);
}

TEST_CASE("a folder that cannot be made is an error") {
  Folder folder;
  std::filesystem::create_directories(folder.path);
  std::ofstream(folder.path / "file") << "x";
  CHECK_THROWS_AS(BillFolder((folder.path / "file").string(), chinese), WriteError);
}

TEST_CASE("lines as CSV") { CHECK(lines_csv(whole(), chinese) == lines_text); }

TEST_CASE("a bill as one JSON document") {
  auto json = nlohmann::json::parse(bill_json(whole(), {{"u.csv", 7, 120, "bad", "text"}}, {}, chinese));
  CHECK(json["lines"].size() == 3);
  CHECK(json["lines"][0]["account"] == "a,1");
  CHECK(json["lines"][0]["quantity"] == "39308");
  CHECK(json["lines"][1]["amount"] == "0.00");
  CHECK(json["packages"][0]["expires_at"].is_null());
  CHECK(json["rejected"][0]["times"] == 3);
  CHECK(json["bad"][0]["offset"] == 120);
  CHECK(json["summary"]["bad_lines"] == 1);
}

TEST_CASE("a bill as text") {
  CHECK("\n" + bill_text(whole(), 4, chinese) == R"(
period      item   pool  source    quantity  unit      CNY

a,1
2026-01     calls  en    postpaid     39308  call   196.54
2026-02-01  calls  en    postpaid         1  call    0.005
sum                                                196.545

b
2026-01     calls  中文  b/1            0.5  call     0.00
sum                                                   0.00

item     requested  drawn  postpaid  rejected  unit      CNY
calls        39312    0.5     39309         3  call  196.545
sum                                                  196.545
refunds                                                 9.90

2 accounts, 3 records, 5 requests: 2 accepted, 3 rejected (no_source 3); 4 bad lines
)");
}

}  // namespace tariff
