//! `clerk-toolkit uninstall`: removes the MCP server from the configuration of a client.
//!
//! If a backup of `install` differs from the file only by the entry, the file gets exactly that text again. Otherwise the
//! entry is cut out, and everything else stays, an empty object of servers included.

use clap::Args;
use clerk_toolkit::serde_json::{Map, Value};

use super::install::INPUTS;
use super::install::backup::Versions;
use super::install::clients::Client;
use super::install::diff::Change;
use super::install::entry::Entry;
use super::install::place::{Place, refused};
use super::install::trust;
use crate::config::{Config, EditProblem, Shape};
use crate::failure::Failure;
use crate::{escape, output};

#[derive(Debug, Args)]
#[command(after_help = "The rest of the file does not change, and a copy of it is kept beside it.\n\n\
                  Example: clerk-toolkit uninstall cursor")]
pub(crate) struct Uninstall {
    /// The client
    #[arg(value_enum, ignore_case = true)]
    client: Client,

    /// The address of the remote server, if the entry was installed with --url
    #[arg(long, value_name = "URL", help_heading = "Configuration")]
    url: Option<String>,

    #[command(flatten)]
    place: Place,
}

impl Uninstall {
    pub(crate) fn run(self) -> Result<(), Failure> {
        self.place.check(&self.client)?;
        let config = Config::open(self.place.path(&self.client)?)?;
        let url = self.url.as_deref().map(|url| url.trim().to_owned());
        let entry = Entry::named(self.client, self.place.name.clone(), url);
        let broken = |problem: EditProblem| refused(&config, &problem);
        let mut shape = entry.shape();
        let text = config.text()?;
        let before = self.client.format.read(text, shape).map_err(broken)?;
        let Some(found) = entry.find(&before) else {
            return output::text(format!(
                "`{}` is not in {}: nothing to remove\n",
                entry.name,
                escape::line(&config.path.to_string_lossy())
            ));
        };
        self.check_removable(&config, &entry, found)?;
        let after = entry.take_out_of(&before);
        if before.get(INPUTS) != after.get(INPUTS) {
            shape.inputs = Some(INPUTS);
        }
        let versions = Versions { entry: &entry, config: &config, shape, text, content: &before };
        let changed = match versions.original() {
            Some(original) => original,
            None => self.cut_out(text, shape, &after).map_err(broken)?,
        };
        let after = self.client.format.read(&changed, shape).map_err(broken)?;
        let change = Change { entry: &entry, config: &config, texts: (text, &changed), contents: (&before, &after) };
        if self.place.print {
            let planned = change.planned();
            return output::text(format!("{planned}Nothing was written: --print only shows the change.\n"));
        }
        let backup = versions.write(&changed, false)?;
        output::text(format!("{}{backup}Next: restart {}.\n", change.done(), self.client.title))
    }

    /// Refuses to remove the entry of another program.
    fn check_removable(&self, config: &Config, entry: &Entry, found: &Value) -> Result<(), Failure> {
        match entry.is_ours(found) || self.place.force {
            true => Ok(()),
            false => Err(Failure::usage(format_args!(
                "`{}` in {:?} is another server, which {}\n\
                 Give --url URL if it is a remote entry that `install` wrote, or remove it with --force.",
                self.place.name,
                config.path,
                trust::described(found)
            ))),
        }
    }

    /// The text without the entry. TOML has no empty table without a header, so there the key goes with its last server.
    fn cut_out(&self, text: &str, shape: Shape<'_>, after: &Map<String, Value>) -> Result<String, EditProblem> {
        let format = self.client.format;
        format.change(text, shape, after).or_else(|_| {
            let mut after = after.clone();
            after.shift_remove(self.client.servers);
            format.change(text, shape, &after)
        })
    }
}
