using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Interop;

public sealed class MtmdLibraryTests
{
    [Fact]
    public void Load_ThisMachine_TheBuildThatWeAreBoundTo() => MtmdLibrary.Load(null).Version.ShouldBe("b10256");

    [Fact]
    public void Load_SecondFolder_SaysThatAProcessLoadsOnce()
    {
        MtmdLibrary.Load(null);
        Should.Throw<NativeLibraryException>(() => MtmdLibrary.Load(Path.GetTempPath())).Reason.ShouldContain("only once");
    }

    [Fact]
    public void Verify_AnotherLibrary_Refused()
    {
        var file = LlamaCppEngine.Probe().Files.Single(f => Path.GetFileName(f).Contains("ggml-base", StringComparison.Ordinal));
        Should.Throw<NativeLibraryException>(() => MtmdAbiCheck.Verify(NativeLibrary.Load(file), file)).Reason.ShouldContain("LLAMA_BUILD_NUMBER");
    }

    [Fact]
    public void IsExpected_ShiftedLayout_Refused()
    {
        MtmdLibrary.Load(null);
        var context = MtmdMethods.DefaultContextParams().As<MtmdContextParams>();
        MtmdAbiCheck.IsExpected(context).ShouldBeTrue();
        context.FlashAttention = 1; // as if warmup had moved up by one field
        MtmdAbiCheck.IsExpected(context).ShouldBeFalse();
        var model = MtmdMethods.DefaultTextModelParams().As<MtmdTextModelParams>();
        MtmdAbiCheck.IsExpected(model).ShouldBeTrue();
        model.UseExtraBufferTypes = 0;
        MtmdAbiCheck.IsExpected(model).ShouldBeFalse();
    }

    [Fact]
    public void Structs_Sizes_AsInTheHeader()
    {
        Unsafe.SizeOf<MtmdContextParams>().ShouldBe(80);
        Unsafe.SizeOf<MtmdTextModelParams>().ShouldBe(72);
        Unsafe.SizeOf<MtmdInputText>().ShouldBe(24);
    }
}
