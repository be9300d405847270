//! Tools as people read them.

use clerk_toolkit::{BoundTool, Effect};
use comfy_table::presets::{ASCII_MARKDOWN, NOTHING};
use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table};

/// How wide a table is where nothing says how wide it may be.
const WIDTH: u16 = 100;

/// Below this a table has no room for what a tool does.
const NARROW: u16 = 60;

/// A table as wide as the terminal; where that is narrow, a list.
pub(super) fn table(tools: &[BoundTool], terminal: bool) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    let width = match terminal {
        true => table.width(),
        false => columns(),
    }
    .unwrap_or(WIDTH);
    if width < NARROW {
        return tools.iter().map(|tool| paragraph(tool, width)).collect();
    }
    let styled = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    match styled {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    let bold = |text| Cell::new(text).add_attribute(Attribute::Bold);
    table.set_width(width).set_header(["CATEGORY", "TOOL", "EFFECT", "WHAT IT DOES"].map(bold));
    for tool in tools {
        table.add_row([
            Cell::new(tool.category()),
            bold(tool.name()),
            Cell::new(tool.effect()).fg(color(tool.effect())),
            Cell::new(tool.description()),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}

/// One tool where there is no room for columns.
fn paragraph(tool: &BoundTool, width: u16) -> String {
    let mut text = Table::new();
    text.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).force_no_tty().set_width(width);
    text.add_row([tool.description()]);
    for column in text.column_iter_mut() {
        column.set_padding((2, 0));
    }
    format!("{}.{} ({})\n{}\n\n", tool.category(), tool.name(), tool.effect(), text.trim_fmt())
}

/// A table for a document.
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

const fn color(effect: Effect) -> Color {
    match effect {
        Effect::Read => Color::Green,
        Effect::Write => Color::Yellow,
        Effect::Destructive => Color::Red,
    }
}
