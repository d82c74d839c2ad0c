#!/usr/bin/env bash
# The program as it is called: exit codes, what goes to which stream. Usage: command_line.sh PROGRAM
set -u
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0

# ends CODE TEXT ARGUMENT…: the program ends with the code, and what it says (on both streams) holds the text.
ends() {
  local code=$1 text=$2 said got
  shift 2
  said=$("$program" "$@" 2>&1 <"${input:-/dev/null}")
  got=$?
  if [ $got -eq "$code" ] && [[ $said == *"$text"* ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'tariff %s\n  ended with %s, not %s, and said: %s\n' "$*" "$got" "$code" "$said"
  fi
}

cat >good.tariff <<'T'
tariff demo "Demo" {
  effective from 2026-01-01
  currency CNY
  zone Asia/Shanghai
}

usage request {
  size : count of page
}

meter pages of request { size }

charge pages each day {
  price 0.5 CNY per page
}

bill each day {
  round each line half up to 0.01 CNY
}

test "ten pages" {
  at 2026-01-05 use request with size 10 page
  expect pages = 10 page and 5 CNY
}
T
sed 's/5 CNY$/6 CNY/' good.tariff >wrong.tariff
sed 's/charge pages/charge page/' good.tariff >broken.tariff
sed 's/^  size :/  size:/' good.tariff >untidy.tariff
sed 's/^meter pages/reject too_many when size > 2 page\n&/; /^test/,$d' good.tariff >limited.tariff
printf 'time,account,size\n2026-01-05,a,3\n2026-01-06,b,4\n' >usage.csv
printf 'time,account,size\n2026-01-05,a,3\n2026-01-06,b,x\n' >bad.csv
printf 'time,account,size\n2026-01-06,a,3\n2026-01-05,b,4\n' >unsorted.csv
printf 'time,account,size\n2026-01-05,a,3\n' >first.csv
printf 'time,account,size\n2026-01-05T13:00,a,4\n' >rest.csv
printf 'time,account,event\n2026-01-04,a,close\n' >events.csv
printf 'time,account,pages\n2026-01-05,a,3\n' >renamed.csv

ends 0 "" check good.tariff
ends 1 "error[T0" check broken.tariff
ends 1 "broken.tariff:" check --message-format short .
ends 1 '"code":' check --message-format json broken.tariff
ends 2 "nowhere" check nowhere
input=good.tariff ends 0 "" check -

ends 0 "" fmt --check good.tariff
ends 1 "untidy.tariff" fmt --check untidy.tariff
ends 1 "+  size : count of page" fmt --diff untidy.tariff
ends 0 "1 of 1 file formatted" fmt untidy.tariff
ends 0 "" fmt --check untidy.tariff
input=good.tariff ends 0 'meter pages of request { size }' fmt -

ends 0 "1 passed, 0 failed" test good.tariff
ends 1 "0 passed, 1 failed" test wrong.tariff
ends 1 "got 10 page and 5 CNY" test wrong.tariff
ends 1 "no test was selected" test --run nothing good.tariff
ends 0 "1 passed, 0 failed" test --run "ten p" good.tariff

ends 0 "3.50" bill good.tariff --usage usage.csv
ends 0 "a,2026-01-05T00:00:00+08:00," bill good.tariff --usage usage.csv --format csv
ends 0 '"amount": "1.50"' bill good.tariff --usage usage.csv --format json
ends 1 "1 bad line" bill good.tariff --usage bad.csv
ends 2 "bad.csv:3" bill good.tariff --usage bad.csv --strict
ends 2 "unsorted.csv" bill good.tariff --usage unsorted.csv
ends 0 "3.50" bill good.tariff --usage unsorted.csv --sort
ends 0 "1.50" bill good.tariff --usage renamed.csv --map size=pages
ends 3 "did you mean \`size\`" bill good.tariff --usage renamed.csv --map siz=pages
ends 2 "error[T0" bill broken.tariff --usage usage.csv
ends 2 "nowhere.csv" bill good.tariff --usage nowhere.csv
ends 3 "--until" bill good.tariff --usage usage.csv --until soon
ends 0 "3.50 CNY" bill good.tariff --usage usage.csv --out bill
ends 1 "1 bad line" bill good.tariff --usage bad.csv --out bill
[ "$(cat bill/bad.csv | wc -l)" -eq 2 ] || { failed=$((failed + 1)); echo "bill/bad.csv lacks the bad line"; }

ends 0 "1 account" bill good.tariff --usage first.csv --until 2026-01-05T12:00 --closing state
ends 0 "a,2026-01-05T00:00:00+08:00,2026-01-06T00:00:00+08:00,pages,,,postpaid,7,page,3.50,CNY,good.tariff:14" \
  bill good.tariff --opening state --usage rest.csv --format csv
ends 0 "1.50 CNY" bill good.tariff --opening state
ends 2 "a record of 2026-01-05T00:00:00+08:00 comes before" bill good.tariff --opening state --usage usage.csv
ends 2 "an event of" bill good.tariff --opening state --events events.csv
ends 2 "the cut-off of" bill good.tariff --opening state --until 2026-01-05
ends 2 "nowhere: cannot be read" bill good.tariff --opening nowhere
printf 'pages,rate\n1,0.5\n' >rates.csv
sed 's/  price 0.5 CNY per page/  price rows of "rates.csv"\n  | size      | price               |\n  | pages     | rate × 1 CNY per page |\n  | otherwise | 1 CNY per page      |/' good.tariff >filed.tariff
ends 0 "1 account" bill filed.tariff --usage first.csv --until 2026-01-05T12:00 --closing filed_state
ends 0 "1 account" bill filed.tariff --opening filed_state
printf 'pages,rate\n1,0.6\n' >rates.csv
ends 2 "filed_state" bill filed.tariff --opening filed_state

# Late records, corrections, and what was booked before.
sed 's/^  zone .*/&\n  late records count when they arrive/' good.tariff >patient.tariff
ends 0 "1 account" bill patient.tariff --usage first.csv --until 2026-01-06 --closing patient_state
ends 0 "2026-01-06T00:00:00+08:00,2026-01-07T00:00:00+08:00,pages,,,postpaid,3,page,1.50" \
  bill patient.tariff --opening patient_state --usage first.csv --format csv
printf 'time,account,id,times,corrects,size\n2026-01-05,a,r1,,,3\n2026-01-06,b,r2,,,4\n2026-01-07,a,r3,,r1,5\n2026-01-07,b,r4,0,r2,\n' >corrected.csv
ends 0 "2 records are corrected by others, and taken out" bill good.tariff --usage corrected.csv
ends 0 "1 record, 1 account: 2.50 CNY" bill good.tariff --usage corrected.csv
input=corrected.csv ends 1 "-:4: it corrects another, and so has to be known before" bill good.tariff --usage -
sed 's/corrects/instead/' corrected.csv >instead.csv
ends 0 "1 record, 1 account: 2.50 CNY" bill good.tariff --usage instead.csv --map corrects=instead
ends 0 "3.50 CNY" bill good.tariff --usage usage.csv --out booked
ends 0 "2.50 CNY, 0 of 1 request rejected, 0 bad lines, 3.50 CNY booked before: 1.00 CNY less" \
  bill good.tariff --usage corrected.csv --booked booked --out more
ends 0 "2.50 CNY booked before: 0.00 CNY more" bill good.tariff --usage corrected.csv --booked booked more
[ "$(wc -l <more/lines.csv)" -eq 4 ] || { failed=$((failed + 1)); echo "more/lines.csv has other lines than three"; }
ends 0 '"difference": "-1.00"' bill good.tariff --usage corrected.csv --booked booked --format json
ends 0 "booked before" bill good.tariff --usage corrected.csv --booked booked
ends 3 "\`booked\` holds what was booked" bill good.tariff --usage corrected.csv --booked booked --out booked
ends 2 "nowhere/lines.csv: No such file" bill good.tariff --usage usage.csv --booked nowhere
mkdir -p dollars && sed 's/,CNY,/,USD,/' booked/lines.csv >dollars/lines.csv
ends 2 "dollars/lines.csv:2: \`currency\` is not the tariff's currency: \`USD\`" \
  bill good.tariff --usage usage.csv --booked dollars
ends 0 "2026-01-05T00:00:00+08:00,a,request,,2,size,3,2" quote limited.tariff --usage usage.csv --by size --format csv
ends 0 '"quote": "2"' quote limited.tariff --usage usage.csv --by size --format json
ends 0 "asked  quote" quote limited.tariff --usage usage.csv --by size --step 2
ends 2 "comes before" quote good.tariff --usage usage.csv --usage-before rest.csv --by size
ends 3 "did you mean \`size\`" quote good.tariff --usage usage.csv --by siz
ends 3 "--step" quote good.tariff --usage usage.csv --by size --step 0
ends 1 "1 bad line" quote good.tariff --usage bad.csv --by size
ends 2 "usage.csv:1: this is no JSON" bill good.tariff --opening usage.csv
sed 's/0.5 CNY/0.6 CNY/' good.tariff >dearer.tariff
ends 2 "state:1: it was written under another text of the tariff" bill dearer.tariff --opening state
# Versions: the state of one is read under a book that adds the next, and says under which it was written.
printf 'tariff demo { amends "good.tariff"; effective from 2026-01-07 }\ncharge pages each day { price 2 CNY per page }\n' >later.tariff
printf 'time,account,size\n2026-01-05T13:00,a,4\n2026-01-07,a,1\n' >later.csv
ends 0 "2 accounts: 3.50 CNY" bill later.tariff --usage usage.csv
ends 0 "2 records, 1 account: 5.50 CNY" bill later.tariff --opening state --usage later.csv --closing later_state
ends 0 '"effective_from": "2026-01-07T00:00:00+08:00"' bill later.tariff --usage usage.csv --format json
ends 0 '"effective_from": "2026-01-01T00:00:00+08:00"' bill later.tariff --usage usage.csv --format json
ends 0 "1 account" bill later.tariff --opening later_state --until 2026-02-01
ends 2 "later_state:1: it was written under another text of the tariff" bill good.tariff --opening later_state
input=later.tariff ends 0 "" check -
sed 's/"item":"pages"/"item":"sheets"/' state >unknown
ends 2 "unknown:2: the tariff has no charge for \`sheets\`" bill good.tariff --opening unknown
head -n 1 state >short
ends 2 "short:2: it ends too early" bill good.tariff --opening short
ends 2 "nowhere/state: cannot be written" bill good.tariff --usage usage.csv --closing nowhere/state
# The stream that begins at noon was asked for before the cut-off: it leaves no room for one that ends after.
cat > streams.tariff <<'END'
tariff acme.streams "Streams" { effective from 2025-01-01; currency CNY; zone Asia/Shanghai }
usage stream { started : instant; finished : instant }
meter busy of stream { 1 stream from started until finished; take highest in each day }
reject too_many when busy now > 1 stream
charge busy each day { price 1 CNY per stream }
bill each day { round each line half up to 0.01 CNY }
END
printf 'time,account,started,finished\n2025-03-01T09:00:00,a,2025-03-01T12:00:00,2025-03-01T13:00:00\n' > early.csv
printf 'time,account,started,finished\n2025-03-01T11:00:00,a,2025-03-01T11:00:00,2025-03-01T12:30:00\n' > late.csv
ends 0 "0 of 1 request rejected" bill streams.tariff --usage early.csv --until 2025-03-01T10:00 --closing state
ends 0 "1 of 1 request rejected" bill streams.tariff --opening state --usage late.csv

ends 3 "did you mean \`check\`" chek good.tariff
ends 3 "did you mean \`--until\`" bill good.tariff --utnil x
ends 3 "BOOK" bill
ends 0 "tariff 0" --version
ends 0 "T0104" help T0104
ends 0 "tariff bill" help bill
ends 3 "did you mean" help T0199

# Whoever reads may stop reading.
"$program" help 2>said | true
[ -s said ] && { failed=$((failed + 1)); echo "a closed pipe is worth no words"; }

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
