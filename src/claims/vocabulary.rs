//! The words of the trade that more than one relation knows, or that fill a list: what came in, what was closed, what
//! was carried over. Lists that look alike differ on purpose where a wider one would tie figures that do not belong
//! together.

/// Rates whose part is found by people's answers, not by counting the cases named beside them: the base is seldom printed.
pub(super) const SURVEYS: &[&str] = &["满意", "好评", "知晓", "认可", "支持", "信任"];
/// Rates whose usual base differs from the figure beside it (carry-over, sub-classes): only agreement is reported.
pub(super) const LOOSE: &[&str] =
    &["纠错", "胜诉", "败诉", "起诉", "批捕", "不捕", "发回", "改判", "退查", "调撤", "撤诉", "维持"];
/// Rates whose part is the base less what goes by another name: 服判息诉率 = (一审结案 − 上诉) ÷ 一审结案.
pub(super) const OPPOSITES: &[(&str, &str)] = &[
    ("服判", "上诉"),
    ("服判息诉", "上诉"),
    ("胜诉", "败诉"),
    ("达标", "超标"),
    ("到训", "缺训"),
    ("到会", "缺席"),
    ("合规", "违规"),
];
/// Names of rates whose part goes by another word.
pub(super) const ALIASES: &[(&str, &[&str])] = &[
    ("结案", &["审结", "办结", "执结"]),
    ("办结", &["结案", "审结"]),
    ("受案", &["受理"]),
    ("受理", &["受案", "立案"]),
    ("执证", &["持有"]),
    ("持证", &["持有"]),
    ("入驻", &["纳入"]),
    ("不捕", &["不批准逮捕", "不予批准逮捕"]),
    ("批捕", &["批准逮捕", "决定逮捕"]),
    ("不诉", &["不起诉"]),
    ("出庭应诉", &["出庭"]),
    ("抓获", &["破获", "抓捕"]),
    ("化解", &["调解成功", "调处成功"]),
];
/// Rates of what has been dealt with, so that what is pending is the rest.
pub(super) const CLOSINGS: &[&str] = &["办结", "结案", "审结", "办复", "回复", "答复", "完成", "处理", "整改"];
/// Words that say a figure counts what came in.
pub(super) const BASES: &[&str] = &[
    "受理", "收到", "新收", "接收", "接到", "登记", "参加", "参考", "抽查", "抽检", "检查", "应", "共", "总", "处理", "派",
    "交办", "承办", "调处", "排查", "考试", "申请", "工单", "转办", "调解", "立案", "审查", "制发", "办理", "案件", "事项",
    "来信", "来电", "诉求", "抽取", "人员", "数量",
];

/// Words of a rate's name that narrow nothing.
pub(super) const BENIGN: &[&str] = &[
    "总体",
    "整体",
    "综合",
    "总",
    "热线",
    "工单",
    "话务",
    "群众",
    "诉求",
    "全年",
    "累计",
    "年度",
    "平均",
    "案件",
    "行政复议",
    "事项",
    "办件",
    "的",
    "其",
];
/// Words for what came in new, beside which cases carried over may stand unprinted.
pub(super) const NEW: &[&str] = &["新收", "新受理", "收案", "立案", "新登记", "新接"];
/// Words for what was carried over from the year before, in a bracket.
pub(super) const CARRIED_OVER: &[&str] = &["上年", "结转", "旧存", "往年"];
/// Words for the opening term of a balance.
pub(super) const OPENINGS: &[&str] = &["结转", "旧存", "存案", "上年存", "上期"];
/// Words for what is carried on into the next year.
pub(super) const CARRIED_ON: &[&str] = &["结转下", "转下"];
/// Words for the term of a balance that came in.
pub(super) const RECEIVED: &[&str] = &["新收", "收到", "受理", "收案", "新增", "接收", "登记", "新"];
/// Words for what a stock grew by: 新接收185人, 新增债务6.50亿元.
pub(super) const INFLOWS: &[&str] =
    &["新增", "新接收", "接收", "新收", "新登记", "新发", "转入", "入矫", "举借", "新制定", "制定", "新设", "新建", "迁入"];
/// Words for what a stock lost.
pub(super) const OUTFLOWS: &[&str] =
    &["解除", "偿还", "注销", "退出", "化解", "终止", "转出", "核销", "清退", "减少", "废止", "失效", "撤销", "吊销", "迁出"];
/// Words for the term of a balance that was closed.
pub(super) const CLOSED: &[&str] = &["办结", "审结", "结案", "答复", "已处理", "处理完", "执结"];
/// Words before a count of what is left over: 尚有1件.
pub(super) const PENDING_BEFORE: &[&str] = &[
    "尚有",
    "尚余",
    "尚在",
    "仍在",
    "仍有",
    "余下",
    "剩余",
    "其余",
    "未办结",
    "未结",
    "在办",
    "待办",
    "正在办理",
    "尚未",
    "未审结",
    "未处理",
    "未完成",
    "在审",
    "还有",
    "结转下",
    "转下年",
];
/// Words after such a count: 1件受理中.
pub(super) const PENDING_AFTER: &[&str] = &[
    "正在",
    "在办",
    "办理中",
    "受理中",
    "审理中",
    "处理中",
    "未办结",
    "尚未",
    "待办",
    "未结",
    "未审结",
    "在审",
    "结转下",
    "转下年",
    "尚在",
    "顺延",
];
/// What an average may be taken over, before 均: 日均, 批均, 案均.
pub(super) const AVERAGED: &[char] = &[
    '人', '户', '日', '月', '批', '场', '案', '件', '所', '村', '镇', '家', '校', '班', '次', '台', '辆', '亩', '店', '宗', '期',
    '天',
];
/// What came in went one of two ways: 当场答复5113宗，转办2114宗.
pub(super) const TWO_WAYS: &[(&str, &str)] = &[
    ("答复", "转办"),
    ("自行", "派单"),
    ("自办", "转办"),
    ("直接", "转办"),
    ("有效", "无效"),
    ("税收", "非税"),
    ("受理", "不予受理"),
    ("予以援助", "不予援助"),
    ("准予许可", "不予许可"),
    ("电话", "现场"),
    ("立行立改", "限期整改"),
    ("按期", "逾期"),
    ("按时", "超时"),
    ("简易程序", "普通程序"),
    ("一般债务", "专项债务"),
    ("在职", "退休"),
    ("集中", "分散"),
    ("线上", "线下"),
];
/// Two parts that leave nothing between them.
pub(super) const COMPLEMENTS: &[(&str, &str)] = &[
    ("新", "结转"),
    ("新", "旧存"),
    ("受理", "不予受理"),
    ("办结", "未"),
    ("刑事", "民事"),
    ("男", "女"),
    ("合格", "不合格"),
    ("同意", "不同意"),
    ("满意", "不满意"),
    ("税收", "非税"),
    ("答复", "转办"),
    ("自行", "派单"),
    ("自办", "转办"),
    ("有效", "无效"),
    ("城镇", "乡村"),
    ("公办", "民办"),
    ("线上", "线下"),
    ("简易", "普通"),
];

/// Words of a growth rate that name no subject, beside hedges.
pub(super) const MODIFIERS: &[&str] = &[
    "同比",
    "环比",
    "比上年",
    "比去年",
    "较上年",
    "较去年",
    "上年",
    "去年",
    "同期",
    "上月",
    "本月",
    "分别",
    "增长",
    "上升",
    "增加",
    "提高",
    "提升",
    "上涨",
    "下降",
    "减少",
    "降低",
    "回落",
    "下跌",
    "增幅",
    "降幅",
    "幅度",
    "涨幅",
    "件数",
    "人数",
    "相比",
    "年",
    "月",
    "末",
    "底",
    "的",
    "比",
    "较",
    "与",
    "为",
    "达",
    "到",
    "了",
    "均",
    "也",
    "又",
    "再",
    "增",
    "减",
    "降",
    "升",
    "和",
    "、",
    "增收",
    "增支",
    "减收",
    "减支",
    "压减",
    "压缩",
    "缩短",
    "缩减",
    "减幅",
];
