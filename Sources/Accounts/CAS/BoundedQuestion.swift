internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import LibraryModel
internal import Synchronization

/// One GET whose time and whose answer have a bound. It follows no redirect and knows no cookies.
final class BoundedQuestion: NSObject, Sendable {
    /// What came of it.
    enum Outcome: Sendable {
        case answered(status: Int, body: [UInt8])
        case tooLong
        case tooSlow
        case failed(String)
    }

    private struct State {
        var status = 0
        var body: [UInt8] = []
        var waiting: CheckedContinuation<Outcome, Never>?
        /// What came before somebody waited.
        var outcome: Outcome?
    }

    private let longest: Int
    // A lock, because URLSession calls its delegate from a queue of its own.
    private let state = Mutex(State())

    private init(longest: Int) { self.longest = longest }

    /// Asks `url` and waits for the whole answer, or for one of the bounds. A caller who goes away ends it.
    static func ask(_ url: URL, within time: Duration, longest: Int) async -> Outcome {
        let question = BoundedQuestion(longest: longest)
        let session = URLSession(configuration: configuration(time), delegate: question, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        let task = session.dataTask(with: url)
        // The timeouts of URLSession begin anew with each byte.
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(time.inMilliseconds))) {
            question.end(with: .tooSlow)
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                question.wait(waiting)
                task.resume()
            }
        } onCancel: {
            question.end(with: .failed("nobody waits for the answer any more"))
        }
    }

    private static func configuration(_ time: Duration) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Double(time.inMilliseconds) / 1000
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCredentialStorage = nil
        return configuration
    }

    private func wait(_ waiting: CheckedContinuation<Outcome, Never>) {
        let early = state.withLock { state in
            if state.outcome == nil { state.waiting = waiting }
            return state.outcome
        }
        if let early { waiting.resume(returning: early) }
    }

    /// The first outcome counts.
    private func end(with outcome: Outcome) {
        let waiting = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: outcome)
    }
}

extension BoundedQuestion: URLSessionDataDelegate {
    /// Never followed: whoever could send us elsewhere could say who signed in.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        end(with: .answered(status: response.statusCode, body: []))
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let isTooLong = response.expectedContentLength > Int64(longest)
        if isTooLong { end(with: .tooLong) }
        state.withLock { $0.status = (response as? HTTPURLResponse)?.statusCode ?? 0 }
        completionHandler(isTooLong ? .cancel : .allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = state.withLock { state in
            guard state.body.count + data.count <= longest else { return true }
            state.body += data
            return false
        }
        guard isTooLong else { return }
        end(with: .tooLong)
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let error {
            end(with: .failed(error.localizedDescription))
        } else {
            let (status, body) = state.withLock { ($0.status, $0.body) }
            end(with: .answered(status: status, body: body))
        }
    }
}
