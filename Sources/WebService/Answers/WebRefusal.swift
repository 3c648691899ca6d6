import HTTPTypes
import LibraryModel

/// Why a request is refused before any rule of the house is asked. The raw values are stable API.
public enum WebRefusal: String, Sendable, CaseIterable {
    // Who asks.
    case signedOut = "signed_out"
    case wrongCredentials = "wrong_credentials"
    case wait
    case signInBusy = "sign_in_busy"
    case changePassword = "change_password"
    case weakPassword = "weak_password"
    case wayNotOffered = "way_not_offered"
    case crossSite = "cross_site"
    case unknownToken = "unknown_token"
    case wrongScope = "wrong_scope"
    case roleMissing = "role_missing"
    // What is asked for.
    case tooManyRequests = "too_many_requests"
    case tooManyWatchers = "too_many_watchers"
    case keyTaken = "key_taken"
    case noSuchCampus = "no_such_campus"
    case noSuchLane = "no_such_lane"
    case noCamera = "no_camera"
    case noSuchViolation = "no_such_violation"
    case kioskCodeExpired = "kiosk_code_expired"
    case noBookingHere = "no_booking_here"
    case bookingEnded = "booking_ended"
    // What staff do.
    case nothingThere = "nothing_there"
    case alreadySo = "already_so"
    case cannotBeUndone = "cannot_be_undone"
    case notServed = "not_served"
    case campusFull = "campus_full"
    case printingOff = "printing_off"
    case printingTooEarly = "printing_too_early"
    case actUnderWay = "act_under_way"
    case actUnknown = "act_unknown"
    // The house.
    case notSetUp = "not_set_up"
    case storeFailed = "store_failed"
    case importUnderWay = "import_under_way"

    var status: HTTPResponse.Status {
        switch self {
        case .signedOut, .wrongCredentials, .unknownToken: .unauthorized
        case .changePassword, .crossSite, .wrongScope, .roleMissing: .forbidden
        case .wait, .tooManyRequests, .importUnderWay: .tooManyRequests
        case .weakPassword, .keyTaken: .unprocessableContent
        case .wayNotOffered, .noSuchCampus, .noSuchLane, .noCamera, .noSuchViolation, .noBookingHere, .nothingThere:
            .notFound
        case .kioskCodeExpired, .bookingEnded: .conflict
        case .alreadySo, .cannotBeUndone, .notServed, .campusFull, .printingOff, .printingTooEarly, .actUnderWay, .actUnknown: .conflict
        case .notSetUp, .storeFailed, .tooManyWatchers, .signInBusy: .serviceUnavailable
        }
    }

    /// After what time another try is of use, where that is always the same.
    var wait: Duration? {
        switch self {
        case .storeFailed, .importUnderWay, .tooManyWatchers: .seconds(5)
        case .notSetUp: .seconds(60)
        case .actUnderWay: .seconds(1)
        default: nil
        }
    }
}

extension WebRefusal {
    /// What is the matter.
    var message: BilingualText { words.0 }
    /// What can be done.
    var next: BilingualText { words.1 }

    private var words: (BilingualText, BilingualText) {
        switch self {
        case .signedOut: Self.words(("未登录", "Not signed in"), ("请先登录", "Sign in first"))
        case .wrongCredentials:
            Self.words(
                ("卡号或密码不正确", "Card number or password is wrong"),
                ("请检查后重试；忘记密码请到服务台", "Check both and try again; if forgotten, ask at the desk"))
        case .wait: Self.words(("尝试次数过多", "Too many tries"), ("请稍候再试", "Wait a little, then try again"))
        case .signInBusy:
            Self.words(("现在登录的人太多", "Too many are signing in just now"), ("请稍候再试", "Wait a little, then try again"))
        case .changePassword:
            Self.words(("请先修改初始密码", "Change the first password"), ("修改后即可使用", "After that everything is open to you"))
        case .weakPassword: Self.words(("密码太弱", "The password is too weak"), ("请换一个密码", "Choose another password"))
        case .wayNotOffered:
            Self.words(("不提供这种登录方式", "This way of signing in is not offered"), ("请选择其他方式", "Choose another way"))
        case .crossSite:
            Self.words(("请求来自其他网站", "The request came from another site"), ("请在本页面操作", "Use the library's own page"))
        case .unknownToken: Self.words(("令牌无效", "The token is not known"), ("请使用有效的令牌", "Use a valid token"))
        case .wrongScope: Self.words(("令牌无此权限", "The token may not do this"), ("请使用相应权限的令牌", "Use a token of the right scope"))
        case .tooManyRequests: Self.words(("请求过于频繁", "Too many requests"), ("请稍候再试", "Wait a little, then try again"))
        case .tooManyWatchers:
            Self.words(("同时观看的人过多", "Too many are watching"), ("请稍候再试", "Wait a little, then try again"))
        case .keyTaken:
            Self.words(("重复的提交标识", "This key was used for something else"), ("请重新提交", "Submit again with a new key"))
        case .noSuchCampus: Self.words(("没有这个校区", "No such campus"), ("请选择列出的校区", "Choose one of the campuses listed"))
        case .noSuchLane: Self.words(("没有这个通道", "No such lane"), ("请检查通道名称", "Check the name of the lane"))
        case .noCamera: Self.words(("此通道没有取景画面", "This lane shows no picture"), ("请直接出示二维码", "Show the code all the same"))
        case .noSuchViolation: Self.words(("没有这条违约", "No such violation"), ("请查看“我的记录”", "See My record"))
        case .kioskCodeExpired:
            Self.words(("二维码已更新", "The code has changed"), ("请重新扫描屏幕上的二维码", "Scan the code on the screen again"))
        case .noBookingHere:
            Self.words(("此处没有可用的预约", "No booking for this gate"), ("请先预约", "Book first"))
        case .bookingEnded: Self.words(("预约已结束", "The booking has ended"), ("再次入馆请重新预约", "To enter again, make a new booking"))
        case .roleMissing:
            Self.words(("您的岗位无此权限", "Your role may not do this"), ("请联系值班主管", "Ask a supervisor"))
        case .nothingThere: Self.words(("没有找到", "Nothing of that kind is there"), ("请刷新后重试", "Look again, then try once more"))
        case .alreadySo: Self.words(("已经如此", "It is so already"), ("无需再次操作", "Nothing needs to be done"))
        case .cannotBeUndone: Self.words(("此操作不能撤销", "This act cannot be undone"), ("请另行处理", "Set it right by another act"))
        case .notServed:
            Self.words(("通道现在不能执行", "The lane cannot do it now"), ("请查看通道状态", "Look at the state of the lane"))
        case .campusFull:
            Self.words(("馆内已满", "The campus is full"), ("如确有必要，请选择“超员放行”", "If it must be, let in over the cap"))
        case .printingOff:
            Self.words(("本馆不接受纸质通行码", "Printed passes are not accepted here"), ("请放行一人", "Let the patron in by hand"))
        case .printingTooEarly:
            Self.words(
                ("现在打印为时过早", "Too early to print this pass"),
                ("纸质通行码有效时间有限：请在临近预约时打印", "A pass on paper does not live so long: print it nearer to the booking"))
        case .actUnderWay: Self.words(("操作正在进行", "The act is under way"), ("请稍候查看记录", "Look into the log in a moment"))
        case .actUnknown:
            Self.words(
                ("无法确定此操作是否已执行", "Whether this act was done is not known"),
                ("请查看通道，需要时重新操作", "Look at the lane; do it anew if it is needed"))
        case .notSetUp:
            Self.words(("此服务尚未启用", "This service is not set up here"), ("请使用图书馆主页面", "Use the library's main address"))
        case .storeFailed: Self.words(("系统暂时无法处理", "The library's record does not answer"), ("请稍候再试", "Try again shortly"))
        case .importUnderWay: Self.words(("正在导入", "Another import is under way"), ("请稍候再试", "Try again shortly"))
        }
    }

    private static func words(_ message: (String, String), _ next: (String, String)) -> (BilingualText, BilingualText) {
        (BilingualText(zh: message.0, en: message.1), BilingualText(zh: next.0, en: next.1))
    }
}
