namespace Emotion.Ambiguity.Cli.Completion;

/// <summary>Scripts that make shells ask the tool what may come next: its directive [suggest:POSITION], followed by the line without the tool's own name.</summary>
internal static class CompletionScripts
{
    public static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, or null where there is none.</summary>
    public static string? Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => null,
    };

    // Without a suggestion, and for what looks like a path, bash falls back on file names (-o default).
    private const string Bash = """
        # emotion-ambiguity: completion for bash. Install: emotion-ambiguity completion bash >> ~/.bashrc
        _emotion_ambiguity() {
            local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}" IFS=$'\n'
            COMPREPLY=()
            case "$word" in */*|.*|~*) return ;; esac
            line="${line#"${COMP_WORDS[0]}"}"
            line="${line# }"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _emotion_ambiguity emotion-ambiguity
        """;

    private const string Zsh = """
        #compdef emotion-ambiguity
        # emotion-ambiguity: completion for zsh. Install: emotion-ambiguity completion zsh > "${fpath[1]}/_emotion-ambiguity"
        _emotion_ambiguity() {
            local line="${BUFFER[1,CURSOR]#${words[1]}}"
            line="${line# }"
            local -a found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            if [[ -n "${found[1]}" && "${words[CURRENT]}" != */* ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        compdef _emotion_ambiguity emotion-ambiguity
        """;

    private const string Fish = """
        # emotion-ambiguity: completion for fish. Install: emotion-ambiguity completion fish > ~/.config/fish/completions/emotion-ambiguity.fish
        function __emotion_ambiguity
            set -l line (commandline -cp | string replace -r '^\s*\S+ ?' '')
            emotion-ambiguity "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c emotion-ambiguity -a '(__emotion_ambiguity)'
        """;

    private const string PowerShell = """
        # emotion-ambiguity: completion for PowerShell. Install: emotion-ambiguity completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName emotion-ambiguity -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition) -replace '^\s*\S+ ?', ''
            emotion-ambiguity "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;
}
