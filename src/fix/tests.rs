use super::*;
use crate::Linter;
use crate::profile::Profile;

fn fixed(name: &str, bytes: &[u8], permission: Permission) -> Fixed {
    let linter = Linter { profile: Some(Profile::figures_only()), year: None };
    let fixer =
        Fixer { permission, check: &|source| linter.check(source), wanted: &|analysis| vec![true; analysis.findings.len()] };
    fixer.fix(name, bytes.to_vec()).expect("a report")
}

/// What becomes of a text, and the codes of what is left with the reasons.
fn outcome(name: &str, text: &str, permission: Permission) -> (String, Vec<(&'static str, Reason)>) {
    let fixed = fixed(name, text.as_bytes(), permission);
    let left = fixed.left.iter().map(|left| (fixed.analysis.findings[left.finding].rule.code, left.reason)).collect();
    let text = String::from_utf8(fixed.bytes).expect("UTF-8");
    (text, left)
}

#[test]
fn safe_changes_are_certainties() {
    let table = [
        ("x.txt", "截止目前，办结12件。", "截至目前，办结12件。", &[][..]),
        ("x.txt", "到目前为止截至12月31日办结11件。\r\n", "截至12月31日办结11件。\r\n", &[]),
        (
            "x.txt",
            "受理13785宗，办结13649宗，办结率99.02%。",
            "受理13785宗，办结13649宗，办结率99.02%。",
            &[("R101", Reason::Unsafe)],
        ),
        ("x.md", "# 概况\n截**止**2023年12月底，办结80件。\n", "# 概况\n截**至**2023年12月底，办结80件。\n", &[]),
        (
            "x.md",
            "到目前**为止**截至12月31日，办结11件。\n",
            "到目前**为止**截至12月31日，办结11件。\n",
            &[("Q105", Reason::Markup)],
        ),
        ("x.html", "<p>截止<b>目前</b>，办结12件。</p>", "<p>截至<b>目前</b>，办结12件。</p>", &[]),
        ("x.html", "<p>截&#27490;目前，办结12件。</p>", "<p>截&#27490;目前，办结12件。</p>", &[("Q105", Reason::Markup)]),
        (
            "x.txt",
            "截止目前<!-- gouji: allow Q105 -- 引文 -->，办结12件。",
            "截止目前<!-- gouji: allow Q105 -- 引文 -->，办结12件。",
            &[],
        ),
    ];
    for (name, before, after, left) in table {
        assert_eq!(outcome(name, before, Permission::Safe), (after.to_owned(), left.to_vec()), "{before}");
        assert_eq!(outcome(name, after, Permission::Safe), (after.to_owned(), left.to_vec()), "{after}");
    }
}

#[test]
fn a_figure_is_changed_where_no_other_can_be_wrong() {
    let table = [
        // any of the three may be wrong
        ("受理13785宗，办结13649宗，办结率99.02%。", None),
        // the total is beyond doubt, the part is not: 13650 would do
        ("受理13785宗，其中来电10000宗、来信3785宗；办结13649宗，办结率99.02%。", None),
        // what is pending ties both to each other, and the rate alone is left
        ("受理13785宗，办结13649宗，尚有136宗在办，办结率99.02%。", Some(("99.02", "99.01"))),
        ("受理13,785宗，办结13,649宗，尚有136宗在办，办结率99.02%。", Some(("99.02", "99.01"))),
    ];
    for (before, change) in table {
        let after = change.map_or(before.to_owned(), |(old, new)| before.replace(old, new));
        let (text, left) = outcome("x.txt", before, Permission::Unsafe);
        assert_eq!(text, after, "{before} {left:?}");
        assert_eq!(change.is_none(), left.iter().any(|&(_, reason)| reason == Reason::Several), "{before} {left:?}");
        assert_eq!(outcome("x.txt", &after, Permission::Unsafe).0, after);
        assert_eq!(outcome("x.txt", before, Permission::Safe).0, before);
    }
}
