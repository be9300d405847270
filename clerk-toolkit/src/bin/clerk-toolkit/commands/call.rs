//! `clerk-toolkit call`: one tool, one result.

mod arguments;

use clap::{Args, ValueHint};
use clap_complete::engine::ArgValueCompleter;
use clerk_toolkit::{BoundTool, ClerkToolkit, ToolError};

use super::runtime;
use crate::failure::{Failure, excluded};
use crate::options::{Instance, InstanceOptions, LogOptions, ToolOptions, tool};
use crate::{completion, output};

#[derive(Debug, Args)]
#[command(
    after_help = "The result is JSON on standard output. If the call fails, its error is JSON there too, and the exit \
                  code is 1. Arguments that are not valid are a usage error: a text on standard error, and the exit code \
                  2.\n\n\
                  `userId=user_1` passes text if the tool's schema says that `userId` is a string. Arguments of other \
                  types are JSON: `notify=false`, `metadata='{\"plan\": \"pro\"}'`. `slug:=null` is JSON in every case. A \
                  name is used as a whole: a dot in it does not lead into an object.\n\n\
                  Examples:\n  \
                  clerk-toolkit call getUserCount --sandbox\n  \
                  clerk-toolkit call users.getUser userId=user_2AdaLovelace000000000000001 --sandbox\n  \
                  clerk-toolkit call createInvitation emailAddress=new@example.com notify=false --sandbox\n  \
                  clerk-toolkit call findTools query='ban somebody' --discover --sandbox\n  \
                  clerk-toolkit call getUser --args '{\"userId\": \"user_2AdaLovelace000000000000001\"}' --sandbox"
)]
pub(crate) struct Call {
    /// The tool, such as `getUser` or `users.getUser`
    #[arg(value_name = "TOOL", add = ArgValueCompleter::new(completion::tools))]
    name: String,

    /// Arguments: `name=text` or `name:=json`
    #[arg(value_name = "NAME=VALUE", add = ArgValueCompleter::new(completion::arguments))]
    given: Vec<String>,

    /// The arguments as a JSON object, or `-` to read it from standard input
    #[arg(long, value_name = "JSON", value_hint = ValueHint::Other, default_value = "{}", hide_default_value = true)]
    args: String,

    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    log: LogOptions,
}

impl Call {
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        self.log.start();
        let name = match self.tools.discovers() {
            true => self.name.as_str(),
            false => {
                let wanted = tool(&self.name)?;
                self.tools.select_by_default(wanted);
                self.tools.check_offers(wanted)?;
                wanted.name()
            }
        };
        let object = arguments::object(&self.args)?;
        let toolkit = self.tools.toolkit()?;
        runtime()?.block_on(async {
            let origin = self.instance.given_url().map(|(origin, _)| origin);
            let Instance { client, sandbox: _running } = self.instance.open().await?;
            let address = client.base_url().to_owned();
            let tool = bound(&self.tools.offered(toolkit.client(client).build()?), name)?;
            let arguments = arguments::with_given(&tool, object, &self.given)?;
            match tool.call(arguments).await {
                Ok(result) => output::json(&result),
                // These are refused before anything changes.
                Err(error) if error.code() == "arguments_invalid" => Err(arguments::refused(&tool, &error)),
                Err(error) => {
                    if error.code() == "clerk_unreachable" {
                        output::note(unreachable(&address, origin));
                    }
                    output::json(&error).and(Err(Failure::Reported))
                }
            }
        })
    }
}

/// What to do if there is no connection.
fn unreachable(address: &str, origin: Option<&str>) -> String {
    let from = origin.map(|origin| format!(", from {origin}")).unwrap_or_default();
    format!("note: the address is {address}{from}\n`clerk-toolkit doctor` checks the connection.")
}

/// The tool of the toolkit, or why the toolkit does not offer it.
fn bound(toolkit: &ClerkToolkit, name: &str) -> Result<BoundTool, Failure> {
    toolkit.require(name).map_err(|error| {
        let hidden = toolkit.hidden_tools().iter().find(|hidden| hidden.name() == name);
        match hidden.map(excluded) {
            Some(reason) => Failure::usage(format_args!("the tool `{name}` exists, but it {reason}")),
            None => Failure::usage(format_args!("{}{}", error.message(), hint(&error))),
        }
    })
}

/// The hint of an error, after a space.
fn hint(error: &ToolError) -> String {
    error.hint().map(|hint| format!(" {hint}")).unwrap_or_default()
}
