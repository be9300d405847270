//! How wide the output is, and whether it has colors.

use clerk_toolkit::Effect;
use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table};

/// The width if neither a terminal nor `COLUMNS` gives one.
const WIDTH: u16 = 100;

/// The style of output for people.
pub(super) struct Style {
    pub(super) width: u16,
    colored: bool,
}

impl Style {
    /// The width of the terminal; elsewhere that of `COLUMNS`. Colors are for terminals without `NO_COLOR`.
    pub(super) fn new(terminal: bool) -> Self {
        let width = match terminal {
            true => Table::new().width(),
            false => std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()),
        };
        let colored = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { width: width.unwrap_or(WIDTH), colored }
    }

    /// A table without lines, which wraps its cells at spaces.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(self.width);
        match self.colored {
            true => table.enforce_styling(),
            false => table.force_no_tty(),
        };
        table
    }

    /// A paragraph that is indented by that many columns.
    pub(super) fn paragraph(&self, text: &str, indent: u16) -> String {
        let mut table = self.table();
        table.add_row([text]);
        for column in table.column_iter_mut() {
            column.set_padding((indent, 0));
        }
        table.trim_fmt()
    }
}

pub(super) fn bold(text: impl ToString) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

pub(super) fn effect(effect: Effect) -> Cell {
    // An effect that this program does not know may be dangerous.
    let color = match effect {
        Effect::Read => Color::Green,
        Effect::Write => Color::Yellow,
        _ => Color::Red,
    };
    Cell::new(effect).fg(color)
}
