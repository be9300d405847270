//! The page about the clients says what the program does.

use std::fs;
use std::path::Path;

use super::clients::clients;
use super::{CLIENTS, WITHOUT_REFERENCE};

/// The section of each client.
fn sections() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/clients.md");
    let page = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    page.split("\n## ").filter(|section| section.contains("| Remote |")).map(str::to_owned).collect()
}

#[test]
fn every_client_has_a_section_with_its_commands_and_files() {
    let sections = sections();
    for (client, file, project, _) in clients() {
        let install = format!("\nclerk-toolkit install {client}");
        let section = sections
            .iter()
            .find(|section| section.contains(&format!("{install} ")) || section.contains(&format!("{install}\n")));
        let section = section.unwrap_or_else(|| panic!("docs/clients.md has no command that installs {client}"));
        let said =
            |text: &str| assert!(section.contains(text), "the section of {client} must contain {text:?}: {section}");
        said(&format!("clerk-toolkit uninstall {client}"));
        if cfg!(target_os = "linux") {
            said(&format!("`~/{file}`"));
        }
        match project {
            Some(project) => said(&format!("| Project | `{project}`")),
            None => said("| Project | none"),
        }
        match WITHOUT_REFERENCE.contains(&client) {
            true => said("--secret-key-file"),
            false => said("CLERK_SECRET_KEY"),
        }
    }
    assert_eq!(CLIENTS.len(), clients().len());
}
