//! What the words before a figure say of its part in a rate.

use crate::claims::scene::contains_any;
use crate::claims::vocabulary::NEW;
use crate::words::last;

/// The words by which the part may be known, the surest first.
pub(super) fn part_names(name: &str) -> Vec<&str> {
    let mut names = vec![name];
    for prefix in ["按时", "按期", "及时", "平均", "总体", "综合", "初次", "全年", "累计", "一次", "总"] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            names.push(rest);
        }
    }
    let last_two = last(name, 2);
    names.push(last_two);
    // 「实际出庭291件，出庭应诉率97.8%」
    if name.ends_with("出庭应诉") {
        names.push("出庭");
    }
    for (rate, part) in [
        ("结案", "审结"),
        ("结案", "办结"),
        ("结案", "执结"),
        ("办结", "结案"),
        ("受案", "受理"),
        ("执证", "持有"),
        ("持证", "持有"),
        ("入驻", "纳入"),
        ("不捕", "不批准逮捕"),
        ("批捕", "批准逮捕"),
        ("不诉", "不起诉"),
    ] {
        if last_two == rate {
            names.push(part);
        }
    }
    names
}

/// 「年检应检361家」, 「应受理8264件」: what was to be done is a base.
pub(super) fn is_due(label: &str) -> bool {
    label.match_indices('应').any(|(at, _)| {
        let verb = label[at + '应'.len_utf8()..].chars().next();
        verb.is_some_and(|verb| "检参受办到出报巡收缴建持培签评回".contains(verb))
    })
}

/// Whether the words count what came in new.
pub(super) fn is_new(words: &str) -> bool {
    contains_any(words, NEW) || words.contains("新增")
}
