using System.Xml.Linq;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

public sealed class NoticesTests
{
    [Fact]
    public void ThirdPartyNotices_PackagesThatShip_AreListedWithTheirVersions()
    {
        var notices = File.ReadAllText(RepositoryFiles.Get("THIRD-PARTY-NOTICES.md"));
        var shipped = XDocument.Load(RepositoryFiles.Get("Directory.Packages.props")).Root!.Elements("ItemGroup")
            .Where(g => g.Attribute("Label")?.Value is "Library" or "Tool").Elements("PackageVersion").ToArray();
        shipped.Length.ShouldBeGreaterThan(10);
        foreach (var package in shipped) notices.ShouldContain($"| {package.Attribute("Include")!.Value} | {package.Attribute("Version")!.Value} |");
    }
}
