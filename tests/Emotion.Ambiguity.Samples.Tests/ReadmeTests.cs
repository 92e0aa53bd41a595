using System.Reflection;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emotion.Ambiguity.Samples.Tests;

/// <summary>The C# of README.md, taken out of it, compiled and run.</summary>
public sealed class ReadmeTests
{
    // What ImplicitUsings brings into a console project.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    [Fact]
    public async Task FirstExample_CompiledAndRun_RecognisesAClip()
    {
        var program = Compile(ReadmeExamples.All()[0]);
        var output = await RunAsync(program, SampleClips.File("1037_IOM_HAP_XX"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5, output);
        SampleClips.WrongWords(lines[0], "I'm on my way to the meeting.").ShouldBe(0, output);
        Sample.Number(lines[4]).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void OtherExamples_WithTheFirstOnesUsings_Compile()
    {
        var examples = ReadmeExamples.All();
        examples.Length.ShouldBeGreaterThan(1);
        var usings = string.Concat(examples[0].Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => line + "\n"));
        foreach (var example in examples[1..]) Compile($"{usings}using Emotion.Ambiguity.LlamaCpp;\nusing Emotion.Ambiguity.WhisperCpp;\n{example}");
    }

    private static Assembly Compile(string code)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "ReadmeExample",
            new[] { ImplicitUsings, code }.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))),
            platform.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS8019").ShouldBeEmpty(code);
        return Assembly.Load(assembly.ToArray());
    }

    private static async Task<string> RunAsync(Assembly program, string argument)
    {
        var console = Console.Out;
        await using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            // The entry point of an async Main waits for it; not on xunit's thread.
            await Task.Run(() => program.EntryPoint!.Invoke(null, [new[] { argument }]));
            return output.ToString();
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
