//! The table of the clients.

use super::files::{At, Files, UserFile};
use super::{Client, LocalForm, Reference, RemoteForm};
use crate::config::Format;

/// `command`, `args` and `env`.
const PLAIN: LocalForm = LocalForm { kind: None, joined: false, env: "env", tools: false };

/// `url` and `headers`.
const URL: RemoteForm = RemoteForm { kind: None, url: "url", headers: "headers", tools: false, oauth_off: false };

/// A file in the same place on every operating system, which nothing moves, and none for a project.
const fn files(at: At) -> Files {
    Files { user: UserFile::everywhere(at), moved_by: &[], project: None, or: None }
}

/// Every client, in the order of the help.
pub(in crate::commands) static CLIENTS: &[Client] = &[
    Client {
        name: "claude-desktop",
        aliases: &[],
        title: "Claude Desktop",
        files: files(At::Settings("Claude/claude_desktop_config.json")),
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: None,
        reference: Reference::None,
        replaced: &[],
        underscore: true,
    },
    Client {
        name: "claude-code",
        aliases: &[],
        title: "Claude Code",
        files: Files {
            moved_by: &[("CLAUDE_CONFIG_DIR", ".claude.json")],
            project: Some(".mcp.json"),
            ..files(At::Home(".claude.json"))
        },
        format: Format::Json,
        servers: "mcpServers",
        local: LocalForm { kind: Some("stdio"), ..PLAIN },
        remote: Some(RemoteForm { kind: Some("http"), ..URL }),
        reference: Reference::Value("${", "}"),
        replaced: &["${"],
        underscore: true,
    },
    Client {
        name: "cursor",
        aliases: &[],
        title: "Cursor",
        files: Files { project: Some(".cursor/mcp.json"), ..files(At::Home(".cursor/mcp.json")) },
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(URL),
        reference: Reference::Value("${env:", "}"),
        replaced: &["${"],
        underscore: true,
    },
    Client {
        name: "vscode",
        aliases: &["vs-code", "visual-studio-code"],
        title: "VS Code",
        files: Files { project: Some(".vscode/mcp.json"), ..files(At::Settings("Code/User/mcp.json")) },
        format: Format::Json,
        servers: "servers",
        local: LocalForm { kind: Some("stdio"), ..PLAIN },
        remote: Some(RemoteForm { kind: Some("http"), ..URL }),
        reference: Reference::Asked,
        replaced: &["${"],
        underscore: true,
    },
    Client {
        name: "windsurf",
        aliases: &[],
        title: "Windsurf",
        files: files(At::Home(".codeium/windsurf/mcp_config.json")),
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(RemoteForm { url: "serverUrl", ..URL }),
        reference: Reference::Value("${env:", "}"),
        replaced: &["${"],
        underscore: true,
    },
    Client {
        name: "gemini-cli",
        aliases: &["gemini"],
        title: "Gemini CLI",
        files: Files {
            moved_by: &[("GEMINI_CLI_HOME", ".gemini/settings.json")],
            project: Some(".gemini/settings.json"),
            ..files(At::Home(".gemini/settings.json"))
        },
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(RemoteForm { url: "httpUrl", ..URL }),
        reference: Reference::Value("$", ""),
        replaced: &["$"],
        // Its policies split a tool's name at the first underscore after `mcp_`.
        underscore: false,
    },
    Client {
        name: "codex",
        aliases: &["codex-cli"],
        title: "Codex",
        files: Files {
            moved_by: &[("CODEX_HOME", "config.toml")],
            project: Some(".codex/config.toml"),
            ..files(At::Home(".codex/config.toml"))
        },
        format: Format::Toml,
        servers: "mcp_servers",
        local: PLAIN,
        remote: Some(RemoteForm { headers: "http_headers", ..URL }),
        reference: Reference::Named,
        replaced: &[],
        underscore: true,
    },
    Client {
        name: "zed",
        aliases: &[],
        title: "Zed",
        files: Files {
            user: UserFile::each(
                At::Xdg("zed/settings.json"),
                At::Home(".config/zed/settings.json"),
                At::Settings("Zed/settings.json"),
            ),
            project: Some(".zed/settings.json"),
            ..files(At::Xdg("zed/settings.json"))
        },
        format: Format::Json,
        servers: "context_servers",
        local: PLAIN,
        remote: Some(URL),
        reference: Reference::None,
        replaced: &[],
        underscore: true,
    },
    Client {
        name: "copilot-cli",
        aliases: &["github-copilot-cli"],
        title: "GitHub Copilot CLI",
        files: Files {
            moved_by: &[("COPILOT_HOME", "mcp-config.json")],
            project: Some(".github/mcp.json"),
            ..files(At::Home(".copilot/mcp-config.json"))
        },
        format: Format::Json,
        servers: "mcpServers",
        local: LocalForm { kind: Some("local"), tools: true, ..PLAIN },
        remote: Some(RemoteForm { kind: Some("http"), tools: true, ..URL }),
        reference: Reference::Value("${", "}"),
        replaced: &[],
        underscore: true,
    },
    Client {
        name: "opencode",
        aliases: &["open-code"],
        title: "opencode",
        files: Files {
            project: Some("opencode.json"),
            or: Some("opencode.jsonc"),
            ..files(At::Xdg("opencode/opencode.json"))
        },
        format: Format::Json,
        servers: "mcp",
        local: LocalForm { kind: Some("local"), joined: true, env: "environment", tools: false },
        remote: Some(RemoteForm { kind: Some("remote"), oauth_off: true, ..URL }),
        reference: Reference::Value("{env:", "}"),
        replaced: &["{env:", "{file:"],
        underscore: true,
    },
    Client {
        name: "cline",
        aliases: &["cline-cli"],
        title: "Cline",
        files: Files {
            moved_by: &[("CLINE_MCP_SETTINGS_PATH", ""), ("CLINE_DIR", "data/settings/cline_mcp_settings.json")],
            ..files(At::Home(".cline/data/settings/cline_mcp_settings.json"))
        },
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(RemoteForm { kind: Some("streamableHttp"), ..URL }),
        reference: Reference::None,
        replaced: &["${env:"],
        underscore: true,
    },
    Client {
        name: "cline-vscode",
        aliases: &["cline-vs-code"],
        title: "Cline 3 in VS Code",
        files: files(At::Settings("Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json")),
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(RemoteForm { kind: Some("streamableHttp"), ..URL }),
        reference: Reference::Value("${env:", "}"),
        replaced: &["${env:"],
        underscore: true,
    },
    Client {
        name: "qwen-code",
        aliases: &["qwen"],
        title: "Qwen Code",
        files: Files { project: Some(".qwen/settings.json"), ..files(At::Home(".qwen/settings.json")) },
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(RemoteForm { url: "httpUrl", ..URL }),
        reference: Reference::Value("$", ""),
        replaced: &["$"],
        underscore: true,
    },
    Client {
        name: "junie",
        aliases: &["jetbrains", "jetbrains-junie", "intellij"],
        title: "JetBrains Junie",
        files: Files { project: Some(".junie/mcp/mcp.json"), ..files(At::Home(".junie/mcp/mcp.json")) },
        format: Format::Json,
        servers: "mcpServers",
        local: PLAIN,
        remote: Some(URL),
        reference: Reference::None,
        replaced: &[],
        underscore: true,
    },
];
