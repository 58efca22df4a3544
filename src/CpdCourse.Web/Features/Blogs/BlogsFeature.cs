using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Blogs;

internal static class BlogsFeature
{
    public static void AddBlogs(this IServiceCollection services)
    {
        services.AddScoped<AskVisit>();
        services.AddScoped<ListElsewhere>();
        services.React<VisitAsked, LookAtPage>(isSlow: true);
        services.Later<PageToLookAt, LookAtPage>(isSlow: true);
        services.Every<ForgetVisits>(TimeSpan.FromDays(1));
    }
}
