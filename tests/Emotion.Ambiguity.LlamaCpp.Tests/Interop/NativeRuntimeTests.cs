using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Interop;

public sealed class NativeRuntimeTests
{
    [Fact]
    public void Probe_ThisMachine_CpuBackendFound()
    {
        var info = LlamaCppEngine.Probe();
        info.Version.ShouldStartWith("0.5.0");
        info.Backends.ShouldContain("CPU");
        info.Devices.ShouldContain(d => d.Kind == LlamaCppDeviceKind.Cpu);
        info.Files.Length.ShouldBeGreaterThan(3);
        info.Files.ShouldContain(f => f.Contains("ggml-cpu", StringComparison.Ordinal));
        info.CpuFeatures.ShouldNotBeEmpty();
        info.CpuFeatures.ShouldAllBe(f => f.All(char.IsAsciiLetterOrDigit) || f.Contains('_'));
    }

    [Fact]
    public void Probe_SecondFolder_SaysThatAProcessLoadsOnce()
    {
        LlamaCppEngine.Probe();
        Should.Throw<NativeLibraryException>(() => LlamaCppEngine.Probe(new LlamaCppOptions { NativeLibraryFolder = Path.GetTempPath() }))
            .Reason.ShouldContain("only once");
    }

    [Fact]
    public void FindFolder_EmptyFolder_NamesEveryFileTried()
    {
        var folder = Directory.CreateTempSubdirectory("no-natives");
        try
        {
            var exception = Should.Throw<NativeLibraryException>(() => NativeLocator.FindFolder(folder.FullName));
            exception.TriedPaths.ShouldNotBeEmpty();
            exception.TriedPaths.ShouldAllBe(p => p.StartsWith(folder.FullName, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Verify_AnotherLibrary_Refused()
    {
        var file = LlamaCppEngine.Probe().Files.Single(f => Path.GetFileName(f).Contains("ggml-base", StringComparison.Ordinal));
        Should.Throw<NativeLibraryException>(() => AbiCheck.Verify(NativeLibrary.Load(file), file)).Reason.ShouldContain("llama_version");
    }

    [Fact]
    public void Faults_ShiftedLayout_Named()
    {
        LlamaCppEngine.Probe(); // whichever test runs first, the library must be there
        var context = NativeMethods.DefaultContextParams().As<LlamaContextParams>();
        AbiCheck.Faults(context).ShouldBeEmpty();
        context.MaxOutputsPerSequence = 4; // as if n_threads had moved up by one field
        AbiCheck.Faults(context).ShouldNotBeEmpty();
        var model = NativeMethods.DefaultModelParams().As<LlamaModelParams>();
        AbiCheck.Faults(model).ShouldBeEmpty();
        model.UseExtraBufferTypes = 0;
        AbiCheck.Faults(model).ShouldNotBeEmpty();
    }

    [Fact]
    public void Structs_Sizes_AsInTheHeader()
    {
        Unsafe.SizeOf<LlamaModelParams>().ShouldBe(80);
        Unsafe.SizeOf<LlamaContextParams>().ShouldBe(160);
        Unsafe.SizeOf<LlamaBatch>().ShouldBe(56);
    }
}
