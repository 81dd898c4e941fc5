//! The language that is spoken: the one that is asked for, or that of the environment.

use std::ffi::OsString;

use clap::{Arg, Command, ValueEnum};

use super::args::LangArg;
use crate::text::Lang;

/// What stands between the two languages of a text: `中文 / English`.
const BETWEEN: &str = " / ";

/// The language of `--lang`, wherever it stands, since help and complaints are spoken before the arguments are understood; else
/// that of the environment, whose variables `variable` gives.
pub(super) fn spoken(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    given::<LangArg>(arguments, "--lang").map_or_else(|| of_environment(variable), Lang::from)
}

/// The value of a general option, wherever it stands, in arguments that are not understood otherwise.
pub(super) fn given<T: ValueEnum>(arguments: &[OsString], option: &str) -> Option<T> {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
    let value = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(option) {
        Some("") => words.get(at + 1).map(ToString::to_string),
        Some(value) => value.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    T::from_str(&value?, false).ok()
}

/// The language of `GOUJI_LANG`, else of the locale, which is the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, as for
/// every program. Where nothing is said (no locale, `C`, `POSIX`: most machines of CI), it is Chinese, as the reports are.
fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    set(&"GOUJI_LANG").as_deref().and_then(of_locale).or_else(|| of_locale(&locale?)).unwrap_or_default()
}

/// Chinese for zh_CN.UTF-8, nothing for C.UTF-8, English for any other.
fn of_locale(locale: &str) -> Option<Lang> {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    match language.to_ascii_lowercase().as_str() {
        "zh" => Some(Lang::Zh),
        "" | "c" | "posix" => None,
        _ => Some(Lang::En),
    }
}

/// The part of a text of the definition that is in `lang`.
pub(super) fn part(text: &str, lang: Lang) -> &str {
    match (text.split_once(BETWEEN), lang) {
        (Some((zh, _)), Lang::Zh) => zh.trim_end(),
        (Some((_, en)), Lang::En) => en,
        (None, _) => text,
    }
}

/// The definition of the command line in one language.
pub(super) fn in_one(command: Command, lang: Lang) -> Command {
    let mut command = command.mut_args(|arg| argument(arg, lang)).mut_subcommands(|command| in_one(command, lang));
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(part(&about, lang).to_owned());
    }
    if let Some(words) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(part(&words, lang).to_owned());
    }
    if let Some(name) = command.get_subcommand_value_name().map(str::to_owned) {
        command = command.subcommand_value_name(part(&name, lang).to_owned());
    }
    command
}

fn argument(mut arg: Arg, lang: Lang) -> Arg {
    if let Some(help) = arg.get_help().map(ToString::to_string) {
        arg = arg.help(part(&help, lang).to_owned());
    }
    if let Some(heading) = arg.get_help_heading().map(str::to_owned) {
        arg = arg.help_heading(part(&heading, lang).to_owned());
    }
    if let Some([name]) = arg.get_value_names() {
        let name = part(name, lang).to_owned();
        arg = arg.value_name(name);
    }
    arg
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arguments, variables, and the language that follows.
    #[test]
    fn the_language_is_that_of_the_option_then_of_the_environment() {
        let table: &[(&str, &str, Lang)] = &[
            ("", "", Lang::Zh),
            ("", "LANG=en_US.UTF-8", Lang::En),
            ("", "LANG=zh_CN.UTF-8", Lang::Zh),
            ("", "LANG=zh", Lang::Zh),
            ("", "LANG=zh-Hans", Lang::Zh),
            ("", "LANG=fr_FR@euro", Lang::En),
            ("", "LANG=C", Lang::Zh),
            ("", "LANG=C.UTF-8", Lang::Zh),
            ("", "LANG=POSIX", Lang::Zh),
            ("", "LANG=", Lang::Zh),
            // the first that is set is the locale, as for every program
            ("", "LC_ALL=C LANG=en_US", Lang::Zh),
            ("", "LC_ALL= LANG=en_US", Lang::En),
            ("", "LC_ALL=zh_CN LC_MESSAGES=en_US LANG=en_US", Lang::Zh),
            ("", "LC_MESSAGES=en_US LANG=zh_CN", Lang::En),
            ("", "GOUJI_LANG=en LC_ALL=zh_CN", Lang::En),
            ("", "GOUJI_LANG=zh LC_ALL=en_US", Lang::Zh),
            ("", "GOUJI_LANG=EN_GB", Lang::En),
            ("", "GOUJI_LANG= LANG=en_US", Lang::En),
            ("--lang en --help", "GOUJI_LANG=zh", Lang::En),
            ("--help --lang en", "", Lang::En),
            ("check --lang=zh x", "LANG=en_US", Lang::Zh),
            ("check --lang fr", "LANG=en_US", Lang::En),
            ("check --lang", "LANG=en_US", Lang::En),
            ("check --language en", "", Lang::Zh),
            ("check -- --lang en", "", Lang::Zh),
        ];
        for (arguments, variables, expected) in table {
            let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
            let variable = |name: &str| {
                let set = variables.split(' ').filter_map(|pair| pair.split_once('='));
                set.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
            };
            assert_eq!(spoken(&arguments, variable), *expected, "{arguments:?} {variables}");
        }
    }
}
