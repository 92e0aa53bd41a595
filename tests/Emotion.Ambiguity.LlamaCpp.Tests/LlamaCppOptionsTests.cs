using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

public sealed class LlamaCppOptionsTests
{
    [Fact]
    public void Validate_Defaults_NoFault() => new LlamaCppOptions().Validate();

    [Fact]
    public void Validate_ManyFaults_AllNamed()
    {
        var options = new LlamaCppOptions
        {
            ContextTokens = 4, CacheTokens = 2, ParallelSequences = 1000, BatchTokens = 0, MicroBatchTokens = 0, Threads = 0, GpuLayers = -1, MainGpu = -1,
            SplitMode = (LlamaCppSplitMode)9, FlashAttention = LlamaCppFlashAttention.Off, KeyValueType = LlamaCppKeyValueType.Q8,
        };
        var message = Should.Throw<ArgumentException>(options.Validate).Message;
        foreach (var name in new[] { "ContextTokens", "CacheTokens", "ParallelSequences", "BatchTokens", "MicroBatchTokens", "Threads", "GpuLayers", "MainGpu", "SplitMode", "Q8" })
            message.ShouldContain(name);
    }

    [Fact]
    public void Shape_ShortTrainedContext_NotExceeded()
    {
        var shape = ContextShape.Create(new LlamaCppOptions(), trainedContextTokens: 512);
        (shape.SequenceTokens, shape.CacheTokens, shape.BatchTokens, shape.MicroBatchTokens).ShouldBe((512, 8192, 512, 63));
    }

    [Fact]
    public void Shape_LongTrainedContext_Bounded() =>
        ContextShape.Create(new LlamaCppOptions(), trainedContextTokens: 131_072).SequenceTokens.ShouldBe(4096);

    [Fact]
    public void Shape_Gpu_LargeMicroBatch() =>
        ContextShape.Create(new LlamaCppOptions { GpuLayers = 99 }, 4096).MicroBatchTokens.ShouldBe(512);

    [Fact]
    public void PhysicalCores_TwoThreadsOfOneCore_CountOnce()
    {
        var folder = Directory.CreateTempSubdirectory("cpus");
        try
        {
            foreach (var (cpu, siblings) in new[] { (0, "0,2"), (1, "1,3"), (2, "0,2"), (3, "1,3") })
            {
                var topology = folder.CreateSubdirectory($"cpu{cpu}/topology");
                File.WriteAllText(Path.Combine(topology.FullName, "thread_siblings_list"), siblings + "\n");
            }

            folder.CreateSubdirectory("cpufreq");
            Processors.PhysicalCores(folder.FullName).ShouldBe(2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void DefaultThreads_ThisMachine_WithinBounds() => Processors.DefaultThreads().ShouldBeInRange(1, 16);
}
