//! Entries that connect to a server that runs elsewhere.

use clerk_toolkit::serde_json::Value;
use reqwest::Url;

use super::reach;
use super::report::Report;
use crate::commands::install::clients::{Client, Reference};
use crate::commands::install::trust::ADDRESSES;

/// The fields with headers.
const HEADERS: &[&str] = &["headers", "http_headers"];

/// Shows the address, and checks the variables of the headers. Connects to the address if `connects` is true, without
/// sending anything.
pub(super) async fn check(entry: &str, value: &Value, client: &Client, connects: bool, report: &mut Report) {
    let address = ADDRESSES.iter().find_map(|key| value[*key].as_str()).unwrap_or_default();
    let Ok(url) = Url::parse(address) else {
        report.problem(
            "client",
            format_args!("{entry} connects to an address that is not a URL"),
            "Run `clerk-toolkit install` again, with the address in --url.",
        );
        return;
    };
    // The rest of the address may contain a secret, and so may a path other than that of this server.
    let path = if matches!(url.path(), "/" | "/mcp" | "/mcp/") { url.path() } else { "/…" };
    let shown = format!("{}{path}", url.origin().ascii_serialization());
    let connects_to = format!("{entry} connects to {shown}");
    let missing: Vec<String> =
        variables(value, client).into_iter().filter(|name| std::env::var_os(name).is_none()).collect();
    if !missing.is_empty() {
        report.warning(
            "client",
            format_args!("{connects_to}, with the value of {}, which is not set here", missing.join(" and ")),
            format_args!(
                "Set {} in the environment in which {} starts. If it is set there already, ignore this.",
                missing.join(" and "),
                client.title
            ),
        );
        return;
    }
    match connects {
        true => match reach::try_connection(&url).await {
            Ok(()) => report.ok("client", format_args!("{connects_to}, which accepts connections")),
            Err(problem) => report.warning(
                "client",
                format_args!("{connects_to}: {problem}"),
                "Check the address in the file, and that the server runs.",
            ),
        },
        false => report.ok("client", connects_to),
    }
}

/// The variables that the headers refer to.
fn variables(value: &Value, client: &Client) -> Vec<String> {
    let mut names = Vec::new();
    names.extend(value["bearer_token_env_var"].as_str().map(str::to_owned));
    let named = value["env_http_headers"].as_object().into_iter().flatten();
    names.extend(named.filter_map(|(_, name)| name.as_str().map(str::to_owned)));
    if let Reference::Value(start, end) = client.reference {
        let headers = HEADERS.iter().filter_map(|key| value[*key].as_object()).flatten();
        let texts = headers.filter_map(|(_, text)| text.as_str());
        names.extend(texts.filter_map(|text| {
            let reference = text.strip_prefix("Bearer ").unwrap_or(text).strip_prefix(start)?;
            let name = reference.strip_suffix(end)?;
            (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
                .then(|| name.to_owned())
        }));
    }
    names
}
