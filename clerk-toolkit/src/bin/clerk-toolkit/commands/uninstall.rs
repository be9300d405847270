//! `clerk-toolkit uninstall`: removes the MCP server from the configuration of a client.
//!
//! If a backup of `install` differs from the file only by the entry, the file gets exactly that text again. Otherwise the
//! entry is cut out, and everything else stays, an empty object of servers included.

use clap::Args;
use clerk_toolkit::serde_json::{Map, Value};

use super::install::clients::Client;
use super::install::diff::Change;
use super::install::entry::Entry;
use super::install::place::{Place, refused};
use super::install::trust;
use super::install::{INPUTS, report_backup};
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
        let changed = match self.original(&config, &entry, shape, &before, &after) {
            Some(original) => original,
            None => self.cut_out(text, shape, &after).map_err(broken)?,
        };
        let after = self.client.format.read(&changed, shape).map_err(broken)?;
        let change = Change { entry: &entry, config: &config, texts: (text, &changed), contents: (&before, &after) };
        if self.place.print {
            let planned = change.planned();
            return output::text(format!("{planned}Nothing was written: --print only shows the change.\n"));
        }
        let backup = match config.write(&changed, false)? {
            Some(backup) => report_backup(&config, &backup)?,
            None => String::new(),
        };
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

    /// The text of the newest backup that becomes exactly this file when the entry is added to it.
    fn original(
        &self,
        config: &Config,
        entry: &Entry,
        shape: Shape<'_>,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
    ) -> Option<String> {
        let text = config.text().ok()?;
        let format = self.client.format;
        let is_original = |backup: &String| {
            let Ok(said) = format.read(backup, shape) else {
                return false;
            };
            entry.find(&said).is_none()
                && self.without_empty(&said) == self.without_empty(after)
                && format.change(backup, shape, before).is_ok_and(|changed| changed == text)
        };
        config.backups().find(is_original)
    }

    /// The file without an empty list of servers or of inputs, which may or may not have been there before.
    fn without_empty(&self, file: &Map<String, Value>) -> Map<String, Value> {
        let mut file = file.clone();
        if file.get(self.client.servers).and_then(Value::as_object).is_some_and(Map::is_empty) {
            file.shift_remove(self.client.servers);
        }
        if file.get(INPUTS).and_then(Value::as_array).is_some_and(Vec::is_empty) {
            file.shift_remove(INPUTS);
        }
        file
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
