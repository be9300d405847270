//! `clerk-toolkit call`: one tool, one answer.

use std::io::Read;

use clap::Args;
use clerk_toolkit::serde_json::{self, Map, Value};

use super::runtime;
use crate::failure::Failure;
use crate::options::{Instance, InstanceOptions, LogOptions, ToolOptions};
use crate::output;

#[derive(Debug, Args)]
#[command(
    after_help = "The answer is JSON on standard output. So is the error of a call that fails, with the exit code 1.\n\n\
                        Example: clerk-toolkit call getUserCount --sandbox"
)]
pub(crate) struct Call {
    /// The tool, such as getUser
    name: String,

    /// The arguments as a JSON object, or `-` to read it from standard input
    #[arg(long, value_name = "JSON", default_value = "{}", hide_default_value = true)]
    args: String,

    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    log: LogOptions,
}

impl Call {
    pub(crate) fn run(self) -> Result<(), Failure> {
        self.log.start();
        let arguments = Value::Object(arguments(&self.args)?);
        runtime()?.block_on(async {
            let toolkit = self.tools.toolkit()?;
            let Instance { client, sandbox: _running } = self.instance.open().await?;
            let toolkit = toolkit.client(client).build()?;
            let unknown = toolkit.tool(&self.name).is_none();
            match toolkit.call(&self.name, arguments).await {
                Ok(answer) => output::json(&answer),
                Err(error) if unknown => Err(Failure::usage(format_args!(
                    "{} {}",
                    error.message(),
                    error.hint().unwrap_or("`clerk-toolkit tools` lists them all.")
                ))),
                Err(error) => output::json(&error).and(Err(Failure::Told)),
            }
        })
    }
}

fn arguments(text: &str) -> Result<Map<String, Value>, Failure> {
    let mut input = String::new();
    let text = match text {
        "-" => {
            let read = std::io::stdin().lock().read_to_string(&mut input);
            read.map_err(|error| Failure::failed(format_args!("cannot read standard input: {error}")))?;
            &input
        }
        text => text,
    };
    serde_json::from_str(text).map_err(|error| {
        Failure::usage(format_args!(
            "--args is not a JSON object: {error}\nWhat would be one: '{{\"userId\": \"user_…\"}}'"
        ))
    })
}
