//! The findings, for people and as JSON.

use std::fmt;

use clerk_toolkit::serde_json::json;
use serde::{Serialize, Serializer};

use crate::escape;
use crate::output::without_keys;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    Warning,
    Problem,
}

/// What one check found.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    status: Status,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// All findings, in the order of the checks.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Everything is fine.
    pub(super) fn ok(&mut self, check: &'static str, message: impl fmt::Display) {
        self.add(check, Status::Ok, message, None);
    }

    /// It works, but it should be changed.
    pub(super) fn warning(&mut self, check: &'static str, message: impl fmt::Display, remedy: impl fmt::Display) {
        self.add(check, Status::Warning, message, Some(remedy.to_string()));
    }

    /// Something does not work.
    pub(super) fn problem(&mut self, check: &'static str, message: impl fmt::Display, remedy: impl fmt::Display) {
        self.add(check, Status::Problem, message, Some(remedy.to_string()));
    }

    fn add(&mut self, check: &'static str, status: Status, message: impl fmt::Display, remedy: Option<String>) {
        // Messages quote files and servers, which can contain a key.
        let message = without_keys(&message.to_string());
        self.findings.push(Finding { check, status, message, remedy: remedy.map(|remedy| without_keys(&remedy)) });
    }

    pub(super) fn has_problem(&self) -> bool {
        self.findings.iter().any(|finding| finding.status == Status::Problem)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json!({ "ok": !self.has_problem(), "findings": self.findings }).serialize(serializer)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { check, status, message, remedy } in &self.findings {
            let status = match status {
                Status::Ok => "ok",
                Status::Warning => "warning",
                Status::Problem => "problem",
            };
            writeln!(f, "{status:<8} {check:<9} {}", escape::line(&message.replace('\n', " ")))?;
            if let Some(remedy) = remedy {
                writeln!(f, "{:<18} {}", "", escape::line(&remedy.replace('\n', " ")))?;
            }
        }
        Ok(())
    }
}
