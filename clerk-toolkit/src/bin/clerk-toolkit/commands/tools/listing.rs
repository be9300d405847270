//! Many tools, one line or a few for each.

use clerk_toolkit::{BoundTool, catalog};
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table};

use super::style::{Style, bold, effect};

/// The columns that a description needs at least.
const DESCRIPTION: usize = 20;

/// The columns around and between the cells of the table: an indent and two gaps.
const SPACE: usize = 6;

/// A table as wide as the terminal; a list if the names leave too little room in it.
pub(super) fn table(tools: &[BoundTool], style: &Style) -> String {
    let widest = |text: fn(&BoundTool) -> &str| tools.iter().map(|tool| text(tool).len()).max().unwrap_or(0);
    let fixed = widest(BoundTool::name) + widest(|tool| tool.effect().as_str()) + SPACE;
    if fixed + DESCRIPTION > usize::from(style.width) {
        return tools.iter().map(|tool| item(tool, style)).collect();
    }
    let mut table = style.table();
    table.set_header(["TOOL", "EFFECT", "WHAT IT DOES"].map(bold));
    let mut category = "";
    for tool in tools {
        if tool.category() != category {
            category = tool.category();
            table.add_row([bold(category)]);
        }
        table.add_row([
            Cell::new(format!("  {}", tool.name())),
            effect(tool.effect()),
            Cell::new(first_sentence(tool.description())),
        ]);
    }
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if position < 2 { 2 } else { 0 }));
        // A name is never broken.
        if position < 2 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.trim_fmt() + "\n"
}

/// A paragraph that names the categories outside of the default set. It is empty if every category is in the set.
pub(super) fn other_categories(style: &Style) -> String {
    let mut names: Vec<&str> = Vec::new();
    for tool in catalog::ALL.iter().filter(|tool| catalog::DEFAULT.get(tool.name()).is_none()) {
        if !names.contains(&tool.category()) {
            names.push(tool.category());
        }
    }
    match names.is_empty() {
        true => String::new(),
        false => {
            let text = format!("More categories: {}. `clerk-toolkit tools '*'` lists all tools.", names.join(", "));
            format!("\n{}\n", style.paragraph(&text, 0))
        }
    }
}

/// One tool of a list.
fn item(tool: &BoundTool, style: &Style) -> String {
    let description = style.paragraph(first_sentence(tool.description()), 2);
    format!("{}.{} ({})\n{description}\n\n", tool.category(), tool.name(), tool.effect())
}

/// A Markdown table.
pub(super) fn markdown(tools: &[BoundTool]) -> String {
    let mut table = Table::new();
    table.load_preset(ASCII_MARKDOWN).force_no_tty().set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["category", "tool", "effect", "access", "what it does"]);
    for tool in tools {
        table.add_row([
            tool.category().to_owned(),
            format!("`{}`", tool.name()),
            tool.effect().to_string(),
            tool.definition().access().as_str().to_owned(),
            tool.description().replace('|', "\\|").replace('\n', " "),
        ]);
    }
    table.trim_fmt() + "\n"
}

/// The text up to the first sentence's end or the first line's.
fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.find(". ").map_or(line, |end| &line[..=end])
}
