//! `docs/tools.md`: the tools of each category, with their arguments.

use clerk_toolkit::catalog;
use clerk_toolkit::tool::{Access, Binding, Definition};

use super::section;

fn row(tool: &Definition) -> String {
    let arguments: Vec<String> = tool
        .parameters()
        .iter()
        .map(|parameter| {
            let name = format!("`{}{}`", parameter.name(), if parameter.is_required() { "" } else { "?" });
            match parameter.binding() {
                Binding::Scoped(_) => format!("*{name}*"),
                _ => name,
            }
        })
        .collect();
    let access = match tool.access() {
        Access::Organization { permission: Some(permission) } => format!("organization, `{permission}`"),
        access => access.as_str().to_owned(),
    };
    format!("| `{}` | {} | {access} | {} |\n", tool.name(), tool.effect(), arguments.join(", "))
}

#[test]
fn the_tables_of_tools_list_the_catalog() {
    let mut text = String::new();
    let mut category = "";
    for tool in catalog::ALL.iter() {
        if tool.category() != category {
            category = tool.category();
            text += &format!("\n## {category}\n\n| tool | effect | access | arguments |\n| --- | --- | --- | --- |\n");
        }
        text += &row(tool);
    }
    section("clerk-toolkit/docs/tools.md", "tools", &format!("{text}\n"));
}
