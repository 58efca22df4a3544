namespace CpdCourse.Linking.Trackback;

/// <summary>Tells software that reads our pages where to send a trackback (protocols 4.1).</summary>
public static class TrackbackAdvert
{
    /// <summary>The HTML comment with one RDF block for a page; no title and no address can close the comment.</summary>
    public static string Rdf(Uri permalink, string title, Uri ping)
    {
        var page = Attribute(permalink.AbsoluteUri);
        return $"""
            <!--
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                     xmlns:dc="http://purl.org/dc/elements/1.1/"
                     xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
            <rdf:Description rdf:about="{page}"
                             dc:identifier="{page}"
                             dc:title="{Attribute(title)}"
                             trackback:ping="{Attribute(ping.AbsoluteUri)}" />
            </rdf:RDF>
            -->
            """;
    }

    private static string Attribute(string value) =>
        MarkupText.Escape(value).Replace("--", "&#45;&#45;", StringComparison.Ordinal);
}
