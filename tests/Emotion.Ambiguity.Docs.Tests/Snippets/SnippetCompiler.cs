using Emotion.Ambiguity.Docs.Tests.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emotion.Ambiguity.Docs.Tests.Snippets;

/// <summary>Compiles a page's block as CONTRIBUTING.md says: the body of an async method, with what its comment declares as parameters.</summary>
internal static class SnippetCompiler
{
    // What ImplicitUsings brings into a console project.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;

        """;

    private static readonly string[] OtherNamespaces =
    [
        "System.Collections.Immutable", "Microsoft.Extensions.AI", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging", typeof(SnippetCompiler).Namespace + ".Foreign",
    ];

    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>(StringComparer.Ordinal)
        {
            // Experimental in Microsoft.Extensions.AI, which the pages about it say.
            ["MEAI001"] = ReportDiagnostic.Suppress,

            // A page must not recommend what is on its way out.
            ["CS0612"] = ReportDiagnostic.Error,
            ["CS0618"] = ReportDiagnostic.Error,
        });

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Snippet",
        [],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(SnippetCompiler).Assembly.Location).Distinct(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file)),
        Options);

    private static readonly string LibraryUsings = string.Concat(LibraryNamespaces().Concat(OtherNamespaces).Select(n => $"global using {n};\n"));

    /// <summary>The errors, each with the page's line; none where it compiles.</summary>
    public static IReadOnlyList<string> Compile(CodeBlock block)
    {
        var code = CSharpSyntaxTree.ParseText(block.Code, Syntax).GetCompilationUnitRoot();
        var usings = code.Usings.ToFullString();
        var trees = new[] { ImplicitUsings + (usings.Length == 0 ? LibraryUsings : ""), usings + Wrap(block, code) };
        return
        [
            .. Empty.AddSyntaxTrees(trees.Select(text => CSharpSyntaxTree.ParseText(text, Syntax))).GetDiagnostics()
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => $"{Line(d)}: {d.Id}: {d.GetMessage()}")
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static string Wrap(CodeBlock block, CompilationUnitSyntax code)
    {
        var setting = SnippetSetting.Of(block);
        var start = $"#line {block.Line + code.Usings.Count} \"{block.Page}\"\n";
        if (setting.AreMembers) return $"static class Snippet\n{{\n{start}{code.Externs}{code.Members.ToFullString()}}}\n";
        var statements = string.Concat(code.Members.OfType<GlobalStatementSyntax>().Select(s => s.ToFullString()));
        var types = string.Concat(code.Members.Where(m => m is not GlobalStatementSyntax).Select(m => m.ToFullString()));
        return $"static class Snippet\n{{\nstatic async Task RunAsync({setting.Parameters})\n{{\n{start}{statements}\n#line hidden\n}}\n}}\n{start}{types}";
    }

    private static string Line(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}";
    }

    /// <summary>The namespaces of the library that have public types, of its packages alone: not of the tool, and not of tests.</summary>
    private static IEnumerable<string> LibraryNamespaces() =>
        Empty.References.Select(r => Empty.GetAssemblyOrModuleSymbol(r)).OfType<IAssemblySymbol>()
            .Where(a => a.Name.StartsWith("Emotion.Ambiguity", StringComparison.Ordinal) && !a.Name.EndsWith(".Tests", StringComparison.Ordinal))
            .SelectMany(a => Namespaces(a.GlobalNamespace)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Namespaces(INamespaceSymbol parent) => parent.GetNamespaceMembers().SelectMany(n =>
        Namespaces(n).Concat(n.GetTypeMembers().Any(t => t.DeclaredAccessibility == Accessibility.Public) ? [n.ToDisplayString()] : []));
}
