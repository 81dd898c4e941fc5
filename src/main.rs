//! The binary: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    // built to be fitted, it can be measured under the weights of a fold
    #[cfg(feature = "fit")]
    if let Some(weights) = std::env::var_os("GOUJI_WEIGHTS").and_then(|path| std::fs::read_to_string(path).ok()) {
        gouji::claims::fitting::weigh_with(&weights);
    }
    ExitCode::from(gouji::cli::run(std::env::args_os()) as u8)
}
