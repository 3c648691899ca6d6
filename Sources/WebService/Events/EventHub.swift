import Foundation
import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import ServiceLifecycle

/// Writes what happens at the gates once for all who watch: everything for those with a token, and for everybody how full
/// each campus is in one word.
final class EventHub: Service {
    /// How often it looks whether the status has changed.
    static let look = Duration.seconds(1)

    private let live: LiveParts
    private let sheets: StatusSheets
    private let exact: Broadcast
    private let coarse: Broadcast

    init(_ live: LiveParts, sheets: StatusSheets) {
        (self.live, self.sheets) = (live, sheets)
        exact = Broadcast(run: live.feed.run)
        // Numbers of its own: those of the other would tell everybody how many came.
        coarse = Broadcast(run: live.feed.run)
    }

    /// How many watch now.
    var watchers: Int { exact.watchers + coarse.watchers }

    /// The events for somebody who may know everything, or not.
    func watch(_ ask: Ask, isExact: Bool) -> BroadcastWatch { (isExact ? exact : coarse).watch(after: ask.lastEvent) }

    /// Until the program stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.followFeed() }
                group.addTask { await self.followStatus() }
            }
        }
    }

    private func followFeed() async {
        let begin = EventFeed.Place(run: live.feed.run, number: 0)
        guard let watch = live.feed.watch(after: begin, waiting: Broadcast.kept) else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for await item in watch {
            switch item {
            case .missed(let count): exact.lose(count)
            case .event(let event):
                let told = ToldEvent(event.happening, at: live.lanes[event.happening.lane])
                guard let name = ToldEvent.name(of: event.happening), let data = try? encoder.encode(told) else { continue }
                exact.tell(name, String(decoding: data, as: UTF8.self))
            }
        }
    }

    private func followStatus() async {
        var (tag, levels): (String?, [String: Level]) = (nil, [:])
        repeat {
            guard let edition = try? await sheets.now() else { continue }
            let status = String(buffer: edition.exact.body)
            if edition.exact.tag != tag { exact.show("status", status) } else { exact.renew("status", status) }
            tag = edition.exact.tag
            for campus in CoarseReport(edition.report).campuses {
                let level = Level(campus)
                guard let data = try? level.text(asOf: edition.report.asOf) else { continue }
                if levels.updateValue(level, forKey: campus.campus) == level {
                    coarse.renew(campus.campus, data)
                } else {
                    coarse.tell("level", data, about: campus.campus)
                }
            }
        } while (try? await live.wait(Self.look)) != nil
    }

    /// What is told to everybody when it changes.
    private struct Level: Equatable {
        let campus: String
        let level: FillLevel
        let quality: CountQuality
        let opens: String?
        let closes: String?

        init(_ campus: CoarseCampus) {
            (self.campus, level, quality) = (campus.campus, campus.level, campus.quality)
            (opens, closes) = (campus.opens, campus.closes)
        }

        func text(asOf: String) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let told = Told(asOf: asOf, campus: campus, level: level, quality: quality, opens: opens, closes: closes)
            return String(decoding: try encoder.encode(told), as: UTF8.self)
        }

        private struct Told: Encodable {
            let asOf: String, campus: String, level: FillLevel, quality: CountQuality, opens: String?, closes: String?
        }
    }
}
