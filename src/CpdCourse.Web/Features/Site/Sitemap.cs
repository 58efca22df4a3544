using System.Globalization;
using System.Text;
using System.Xml;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Site;

/// <summary>
/// Every page that a stranger may find: for search engines. One file while it is small, an index of numbered files beyond <see cref="MostInOne"/> addresses.
/// </summary>
internal sealed class Sitemap(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
)
{
    public const int MostInOne = 5_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Fixed =
    [
        "/",
        "/things",
        "/responses",
        "/people",
        "/categories",
        "/feeds",
        "/about",
        "/help",
        "/help/markdown",
        "/rules",
        "/privacy",
        "/accessibility",
    ];

    /// <summary>The sitemap, or the index of its files.</summary>
    public async Task<byte[]> Whole(CancellationToken stop)
    {
        var course = await CoursePages(stop);
        var people = await People.CountAsync(stop);
        var posts = await Posts.CountAsync(stop);
        var files = (course.Count + people + posts + MostInOne - 1) / MostInOne;
        return files <= 1
            ? Urls([
                .. course,
                .. await PeoplePages(0, stop),
                .. await PostPages(0, MostInOne, stop),
            ])
            : Index(files);
    }

    /// <summary>One of the files, from 1; null when there is none of this number.</summary>
    public async Task<byte[]?> File(int number, CancellationToken stop)
    {
        var skip = (number - 1) * MostInOne;
        var course = await CoursePages(stop);
        var people = await People.CountAsync(stop);
        var pages = course.Skip(skip).Take(MostInOne).ToList();
        if (pages.Count < MostInOne)
        {
            pages.AddRange(
                (await PeoplePages(Math.Max(0, skip - course.Count), stop)).Take(
                    MostInOne - pages.Count
                )
            );
        }

        if (pages.Count < MostInOne)
        {
            pages.AddRange(
                await PostPages(
                    Math.Max(0, skip - course.Count - people),
                    MostInOne - pages.Count,
                    stop
                )
            );
        }

        return pages.Count == 0 ? null : Urls(pages);
    }

    private IQueryable<Domain.People.Persona> People =>
        db.Personas.Where(p => p.Listed && p.RetiredAt == null);

    private IQueryable<Domain.Writing.Post> Posts => db.Posts.ListedFor(onCourse: false);

    private async Task<List<Address>> CoursePages(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        return
        [
            .. Fixed.Select(path => new Address(path)),
            .. course
                .Things.Where(t => course.IsOpen(t, now))
                .Select(t => new Address(Addresses.Thing(t.Number))),
            .. course
                .Things.SelectMany(t => t.Categories)
                .DistinctBy(c => c.Slug)
                .Select(c => new Address(Addresses.Category(c.Slug))),
        ];
    }

    private Task<List<Address>> PeoplePages(int skip, CancellationToken stop) =>
        People
            .OrderBy(p => p.Handle)
            .Skip(skip)
            .Take(MostInOne)
            .Select(p => new Address(Addresses.Persona(p.Handle), null))
            .ToListAsync(stop);

    private Task<List<Address>> PostPages(int skip, int take, CancellationToken stop) =>
        Posts
            .OrderBy(p => p.Number)
            .Skip(skip)
            .Take(take)
            .Join(
                db.Personas,
                p => p.Author,
                a => a.Id,
                (p, a) => new { Post = p, Author = a.Handle }
            )
            .OrderBy(p => p.Post.Number)
            .Select(p => new Address(
                Addresses.Post(p.Author, p.Post.Slug!),
                p.Post.UpdatedAt ?? p.Post.ArrivedAt
            ))
            .ToListAsync(stop);

    private byte[] Urls(IEnumerable<Address> pages) =>
        Write(
            "urlset",
            xml =>
            {
                foreach (var page in pages)
                {
                    xml.WriteStartElement("url", Namespace);
                    xml.WriteElementString("loc", Namespace, site.Absolute(page.Path).AbsoluteUri);
                    if (page.Changed is { } changed)
                    {
                        var moment = Say.Machine(changed);
                        xml.WriteElementString("lastmod", Namespace, moment);
                    }

                    xml.WriteEndElement();
                }
            }
        );

    private byte[] Index(int files) =>
        Write(
            "sitemapindex",
            xml =>
            {
                for (var file = 1; file <= files; file++)
                {
                    xml.WriteStartElement("sitemap", Namespace);
                    var path = string.Create(CultureInfo.InvariantCulture, $"/sitemap-{file}.xml");
                    xml.WriteElementString("loc", Namespace, site.Absolute(path).AbsoluteUri);
                    xml.WriteEndElement();
                }
            }
        );

    private static byte[] Write(string root, Action<XmlWriter> content)
    {
        using var memory = new MemoryStream();
        using (
            var xml = XmlWriter.Create(
                memory,
                new XmlWriterSettings { Encoding = new UTF8Encoding(false) }
            )
        )
        {
            xml.WriteStartElement(root, Namespace);
            content(xml);
            xml.WriteEndElement();
        }

        return memory.ToArray();
    }

    private sealed record Address(string Path, DateTimeOffset? Changed = null);
}
