import Foundation
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Reports of the desk")
struct DeskReportTests {
    private func desk() async throws -> DeskUnderTest {
        let desk = try await DeskUnderTest()
        let last = try #require(CivilDate("2026-11-19"))
        let days = (0..<365).map { CivilDate(daysSinceEpoch: last.daysSinceEpoch - $0) }
        for day in days {
            try await desk.store.add((8..<22).flatMap { hour in
                [(DeskUnderTest.east, 120), (DeskUnderTest.west, 94)].flatMap { campus, count in
                    [HourlyCount(campus: campus, day: day, hour: hour, kind: .entry, count: count),
                     HourlyCount(campus: campus, day: day, hour: hour, kind: .exit, count: count - 1),
                     HourlyCount(campus: campus, day: day, hour: hour, kind: .refusal, code: "too_early", count: 3)]
                }
            })
        }
        return desk
    }

    @Test("twelve months of three thousand visits a day, by month, day and hour")
    func year() async throws {
        try await desk().open { browser in
            let report = { (query: String) in
                try await browser.json(.deskReport, "/api/v1/desk/reports/visits?from=2025-11-20&until=2026-11-19" + query)
            }
            let months = try await report("&by=month")
            #expect(months["columns"].list.compactMap(\.text) == ["period", "campus", "entries", "exits"])
            #expect(Set(months["rows"].list.map { $0["period"].text }).count == 13)
            #expect(months["rows"].list.reduce(0) { $0 + ($1["entries"].number ?? 0) } == 365 * 14 * 214)
            #expect(months["rows"].list.reduce(0) { $0 + ($1["exits"].number ?? 0) } == 365 * 14 * 212)
            let days = try await report("&campus=west")
            #expect(days["by"].text == "day" && days["campus"].text == "west" && days["rows"].list.count == 365)
            #expect(days["rows"].list.allSatisfy { $0["entries"].number == 94 * 14 && $0["campus"].text == "west" })
            let hours = try await report("&by=hour&campus=east")
            #expect(hours["rows"].list.count == 365 * 14 && hours["rows"][0]["period"].text == "2025-11-20T08")
        }
    }

    @Test("refusals by reason, in the words of the screen, and as a table")
    func refusals() async throws {
        try await desk().open(as: "anna") { browser in
            let path = "/api/v1/desk/reports/refusals?from=2026-11-01&until=2026-11-02&campus=east"
            let rows = try await browser.json(.deskReport, path)["rows"]
            #expect(rows.list.map { $0["count"].number } == [42, 42] && rows[0]["code"].text == "too_early")
            #expect(rows[0]["message"]["zh"].text?.isEmpty == false)
            let answer = try await browser.ask(.deskReport, path, headers: ["Accept: text/csv"])
            #expect(answer.body == "period,campus,code,count\r\n2026-11-01,east,too_early,42\r\n2026-11-02,east,too_early,42\r\n")
            #expect(answer.headers["content-disposition"] == #"attachment; filename="refusals-2026-11-01-2026-11-02.csv""#)
        }
    }

    @Test("acts are counted by kind, those without need apart; the last thirty days where no range is given")
    func acts() async throws {
        try await DeskUnderTest().open { browser in
            for inside in [3, 3, 4] { _ = try await browser.act("recount", ["campus": "east", "inside": inside]) }
            _ = try await browser.json(.deskLookUp, nil, ["card": LibraryUnderTest.anna, "why": "x"])
            let report = try await browser.json(.deskReport, "/api/v1/desk/reports/acts")
            #expect(report["from"].text == "2026-10-22" && report["until"].text == "2026-11-20")
            #expect(report["rows"].list.map { $0["code"].text } == ["look_up", "recount"])
            #expect(report["rows"][1]["count"].number == 3 && report["rows"][1]["unneeded"].number == 1)
            #expect(report["rows"][0]["campus"].text == nil)
            #expect(try await browser.json(.deskReport, "/api/v1/desk/reports/violations")["rows"].list.isEmpty)
        }
    }
}
