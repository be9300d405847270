//! Backups of a file: when a new one is needed, and which one is the file without the entry.

use std::path::{Path, PathBuf};

use clerk_toolkit::serde_json::{Map, Value};

use super::entry::Entry;
use super::{inputs, trust};
use crate::config::{Config, Shape};
use crate::failure::Failure;
use crate::{escape, output};

/// A file, and the entry that changes in it.
pub(in crate::commands) struct Versions<'a> {
    pub(in crate::commands) entry: &'a Entry,
    pub(in crate::commands) config: &'a Config,
    pub(in crate::commands) shape: Shape<'a>,
    pub(in crate::commands) text: &'a str,
    /// The content of the text.
    pub(in crate::commands) content: &'a Map<String, Value>,
}

impl Versions<'_> {
    /// The text of the newest backup that becomes exactly this file when the entry is added to it.
    pub(in crate::commands) fn original(&self) -> Option<String> {
        let mut backups = self.config.backups();
        backups.find(|(_, backup)| self.is_same_but_for_the_entry(backup, false)).map(|(_, backup)| backup)
    }

    /// Replaces the text, and returns the line that names the backup; an empty text if there was no file. A backup is made
    /// unless an earlier one differs from the file only by an entry that `install` wrote.
    ///
    /// # Errors
    /// If the file cannot be written. It is unchanged then.
    pub(in crate::commands) fn write(&self, changed: &str, secret: bool) -> Result<String, Failure> {
        if let Some((path, text)) = self.sufficient() {
            self.config.write(changed, secret, false)?;
            return Ok(reported(&path, &text, ", from an earlier run"));
        }
        Ok(match self.config.write(changed, secret, true)? {
            Some(path) => reported(&path, self.text, ""),
            None => String::new(),
        })
    }

    /// The newest backup that differs from the file only by an entry that `install` wrote. An entry with a secret is never
    /// one, because the file may be the only place of the secret.
    fn sufficient(&self) -> Option<(PathBuf, String)> {
        let can_be_written_again = match self.entry.find(self.content) {
            Some(old @ Value::Object(fields)) => {
                self.entry.is_ours(old) && trust::is_as_written(fields) && !trust::has_secret(fields)
            }
            Some(_) => false,
            None => true,
        };
        let mut backups = self.config.backups().filter(|_| can_be_written_again);
        backups.find(|(_, backup)| self.is_same_but_for_the_entry(backup, true))
    }

    fn is_same_but_for_the_entry(&self, backup: &str, may_have_one: bool) -> bool {
        let format = self.entry.client.format;
        let Ok(said) = format.read(backup, self.shape) else {
            return false;
        };
        (may_have_one || self.entry.find(&said).is_none())
            && self.rest(&said) == self.rest(self.content)
            && format.change(backup, self.shape, self.content).is_ok_and(|changed| changed == self.text)
    }

    /// The file without the entry, and without an empty list of servers or of inputs, which may or may not have been there
    /// before.
    fn rest(&self, file: &Map<String, Value>) -> Map<String, Value> {
        let mut file = self.entry.take_out_of(file);
        let servers = self.entry.client.servers;
        if file.get(servers).and_then(Value::as_object).is_some_and(Map::is_empty) {
            file.shift_remove(servers);
        }
        if file.get(inputs::KEY).and_then(Value::as_array).is_some_and(Vec::is_empty) {
            file.shift_remove(inputs::KEY);
        }
        file
    }
}

/// The line that names a backup. Warns if it contains a secret key.
fn reported(backup: &Path, text: &str, note: &str) -> String {
    if output::without_keys(text) != text {
        output::note(format_args!(
            "warning: the backup {backup:?} contains a secret key; delete it when you no longer need it"
        ));
    }
    format!("Backup: {}{note}\n", escape::line(&backup.to_string_lossy()))
}
