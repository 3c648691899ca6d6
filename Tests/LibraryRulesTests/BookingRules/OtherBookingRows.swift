import LibraryModel
import LibraryRules

/// What else the patron has booked: the quota (R5), sign-out and campus (R6), overlap and stays (R7).
enum OtherBookingRows {
    static let all: [BookingRow] = quota + quotaAlternatives + campus + campusAlternatives + stays

    private static let quota: [BookingRow] = [
        BookingRow("B8: one open booking, the second is made", .accepted) { $0.has(.booked, "14:00", "16:00") },
        BookingRow("B8: two open bookings, the third is refused", .no(.quota, limit: 2)) { $0.hasTwo() },
        BookingRow("R5: one of the two is cancelled", .accepted) {
            $0.hasTwo()
            $0.facts.bookings[1].state = .cancelled
        },
        BookingRow("R5: one of the two is signed out", .accepted) {
            $0.hasTwo()
            $0.facts.bookings[1].state = .completed
        },
        BookingRow("R5: a slot lost by a no-show frees its place", .accepted) {
            $0.hasTwo(on: Week.wed)
            $0.facts.bookings[1].state = .noShow
        },
        BookingRow("R18: East literal, the lost place is missing that day", .no(.quota, limit: 2)) { $0.losesOne(on: Week.wed) },
        BookingRow("R18: East literal, the next day it is back", .accepted) {
            $0.losesOne(on: Week.wed)
            $0.at("00:00", on: Week.thu)
        },
        BookingRow("R18: East literal, a waiver gives it back", .accepted) {
            $0.losesOne(on: Week.wed)
            $0.facts.violations = []
        },
    ]

    private static let quotaAlternatives: [BookingRow] = [
        BookingRow("R5b: two of that day, ended ones too", .no(.quota, limit: 2)) {
            $0.policy.booking.quota = .day
            $0.hasTwo()
            $0.facts.bookings[1].state = .completed
        },
        BookingRow("R5b: cancelled ones not", .accepted) {
            $0.policy.booking.quota = .day
            $0.hasTwo()
            $0.facts.bookings[1].state = .cancelled
        },
        BookingRow("R5b: nor those that the house took back", .accepted) {
            $0.policy.booking.quota = .day
            $0.hasTwo()
            $0.facts.bookings[1].state = .released
        },
        BookingRow("R5b: two of another day", .accepted) {
            $0.policy.booking.quota = .day
            $0.hasTwo(on: Week.fri)
        },
        BookingRow("R5b: one there and two in one submission", .no(.quota, limit: 2, request: 1)) {
            $0.policy.booking.quota = .day
            $0.has(.booked, "14:00", "16:00")
            $0.alsoAsks("17:00", "18:00")
        },
        BookingRow("R5c: two open ones and two more in one submission", .accepted) {
            $0.policy.booking.quota = .submission
            $0.hasTwo()
            $0.alsoAsks("17:00", "18:00", on: Week.fri)
        },
        BookingRow("R5: three in one submission, in every reading", .no(.quota, limit: 2, request: 2)) {
            $0.policy.booking.quota = .submission
            $0.policy.booking.quotaLimit = 9
            $0.alsoAsks("12:00", "13:00")
            $0.alsoAsks("14:00", "15:00")
        },
        BookingRow("setting: one booking at a time", .no(.quota, limit: 1)) {
            $0.policy.booking.quotaLimit = 1
            $0.has(.booked, "14:00", "16:00")
        },
    ]

    private static let campus: [BookingRow] = [
        BookingRow("B17: in use East, create West", .no(.signOutFirst, campus: Scene.east, booking: BookingScene.first)) {
            $0.isInEast()
            $0.asks("14:00", "16:00", on: Week.wed, at: Scene.west)
        },
        BookingRow("B17: signed out, create West", .accepted) {
            $0.isInEast()
            $0.facts.bookings[0].state = .completed
            $0.asks("14:00", "16:00", on: Week.wed, at: Scene.west)
        },
        BookingRow("R6: in use East, create East", .no(.signOutFirst, campus: Scene.east, booking: BookingScene.first)) {
            $0.isInEast()
        },
        BookingRow("R6: checked in and never gone through cannot sign out", .accepted) {
            $0.has(.checkedIn, "10:00", "12:00", on: Week.wed)
        },
        BookingRow("R6: booked at West", .no(.otherCampus, campus: Scene.west, booking: BookingScene.first)) {
            $0.has(.booked, "14:00", "16:00", at: Scene.west)
        },
        BookingRow("R6: two campuses in one submission", .no(.otherCampus, campus: Scene.east, request: 1)) {
            $0.alsoAsks("14:00", "16:00", at: Scene.west)
        },
    ]

    private static let campusAlternatives: [BookingRow] = [
        BookingRow("R6 A: in use East, create West", .accepted) {
            $0.policy.booking.secondCampus = .always
            $0.isInEast()
            $0.asks("14:00", "16:00", on: Week.wed, at: Scene.west)
        },
        BookingRow("R6 A: the quota stands", .no(.quota, limit: 2)) {
            $0.policy.booking.secondCampus = .always
            $0.hasTwo()
        },
        BookingRow("R6 B: booked at West, another time", .accepted) {
            $0.policy.booking.secondCampus = .apart
            $0.has(.booked, "14:00", "16:00", at: Scene.west)
        },
        BookingRow("R6 B: booked at West, an overlapping time", .no(.overlap, campus: Scene.west, booking: BookingScene.first)) {
            $0.policy.booking.secondCampus = .apart
            $0.has(.booked, "10:30", "12:00", at: Scene.west)
        },
        BookingRow(
            "R6 B: in use East still signs out first", .no(.signOutFirst, campus: Scene.east, booking: BookingScene.first)
        ) {
            $0.policy.booking.secondCampus = .apart
            $0.isInEast()
        },
        BookingRow("R7: 08–12 East and 12–14 West under R6 B", .accepted) {
            $0.policy.booking.secondCampus = .apart
            $0.asks("08:00", "12:00")
            $0.alsoAsks("12:00", "14:00", at: Scene.west)
        },
    ]

    private static let stays: [BookingRow] = [
        BookingRow("B5: 08–12 and 12–16 in one submission", .accepted) { $0.asksForEight() },
        BookingRow("R7: an overlap of half an hour", .no(.overlap, campus: Scene.east, booking: BookingScene.first)) {
            $0.has(.booked, "10:30", "12:30")
        },
        BookingRow("R7: one inside the other", .no(.overlap, campus: Scene.east, booking: BookingScene.first)) {
            $0.has(.booked, "08:00", "12:00")
        },
        BookingRow("R7: it begins when the other ends", .accepted) { $0.has(.booked, "08:00", "09:00") },
        BookingRow("R5: the thirtieth of a day", .accepted) { $0.facts.madeToday = 29 },
        BookingRow("R5: the thirty-first of a day", .no(.bookingsADay, limit: 30)) { $0.facts.madeToday = 30 },
        BookingRow("R5: the second of a submission would be it", .no(.bookingsADay, limit: 30, request: 1)) {
            $0.facts.madeToday = 29
            $0.alsoAsks("11:00", "13:00")
        },
        BookingRow("R7: it ends when the other begins", .accepted) { $0.has(.booked, "11:00", "12:00") },
        BookingRow("R7: the rest of a slot that was signed out early", .accepted) { $0.has(.completed, "08:00", "12:00") },
        BookingRow("R7: an overlap within one submission", .no(.overlap, campus: Scene.east, request: 1)) {
            $0.alsoAsks("10:00", "12:00")
        },
        BookingRow("R7 B: 08–12 and 12–16 are more than four hours", .no(.stayTooLong, limit: 240, request: 1)) {
            $0.policy.booking.longestStay = .hours(4)
            $0.asksForEight()
        },
        BookingRow("R7 B: 09–11 and 11–13 are four hours", .accepted) {
            $0.policy.booking.longestStay = .hours(4)
            $0.alsoAsks("11:00", "13:00")
        },
        BookingRow("R7 B: a booking that closes the gap between two", .no(.stayTooLong, limit: 240)) {
            $0.policy.booking.longestStay = .hours(4)
            $0.policy.booking.quotaLimit = 3
            $0.has(.booked, "08:00", "09:00")
            $0.has(.booked, "11:00", "12:30", id: BookingScene.second)
        },
        BookingRow("R7 B: half an hour between them", .accepted) {
            $0.policy.booking.longestStay = .hours(4)
            $0.has(.booked, "11:30", "15:00")
        },
        BookingRow("R7 B: end to end at two campuses is no stay", .accepted) {
            $0.policy.booking.longestStay = .hours(4)
            $0.policy.booking.secondCampus = .apart
            $0.has(.booked, "11:00", "15:00", at: Scene.west)
        },
    ]
}

extension BookingScene {
    fileprivate mutating func hasTwo(on date: String = Week.thu) {
        has(.booked, "14:00", "15:00", on: date)
        has(.booked, "19:00", "20:00", on: date, id: Self.second)
    }

    /// One booking stands, one was lost by a no-show on that day, long enough ago that the bar on booking is off.
    fileprivate mutating func losesOne(on date: String) {
        policy.violations.deductsPlace = true
        policy.violations.first = .off
        has(.booked, "14:00", "15:00")
        has(.noShow, "08:00", "09:00", on: date, id: Self.second)
        violated("08:20", on: date, id: Self.second)
    }

    fileprivate mutating func isInEast() { has(.inUse, "09:00", "12:00", on: Week.wed) }

    fileprivate mutating func asksForEight() {
        asks("08:00", "12:00")
        alsoAsks("12:00", "16:00")
    }
}
